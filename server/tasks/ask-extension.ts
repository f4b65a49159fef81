import Type from 'typebox';
import { addWorkingDays } from '#domain/clock.ts';
import { Refused } from '#domain/refused.ts';
import { Day, Id, Prose } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { decisionRule, taskClocks } from '#domain/tasks/deadlines.ts';
import { checkLonger } from '#domain/tasks/rules.ts';
import { partStates } from '#domain/tasks/states.ts';
import { startDeadline } from '#server/kernel/deadlines.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { organisationOf } from '#server/programmes/load.ts';
import { readCalendar, ruleNumber } from '#server/settings/load.ts';
import { loadMyPart } from '#server/tasks/parts/load.ts';

/** A unit asks for more time for its part, with a reason. The lead office has working days to decide. */
export const askExtension = verb({
  name: 'task.ask-extension',
  input: Type.Object({ id: Id, part: Id, to_on: Day, reason: Prose }),
  output: Type.Object({ extension: Id, decide_by: Day, provisional: Type.Boolean() }),
  async run(ctx, { id, part: partId, to_on, reason }) {
    const { db, today, now } = ctx;
    const { task, part } = await loadMyPart(ctx, { id, part: partId });
    nextState(partStates, part.state, 'ask-extension');
    checkLonger({ due_on: part.due_on, to_on, today });
    const pending = await db
      .selectFrom('extensions')
      .select('id')
      .where('part_id', '=', part.id)
      .where('state', '=', 'asked')
      .executeTakeFirst();
    if (pending) throw new Refused('already_done');
    const { person, organisation } = organisationOf(ctx.actor);
    const extension = newId();
    await db
      .insertInto('extensions')
      .values({
        id: extension,
        part_id: part.id,
        task_id: id,
        programme_id: task.programme_id,
        path: task.path,
        org_id: organisation,
        asked_by: person,
        asked_at: now.toISOString(),
        from_on: part.due_on,
        to_on,
        reason,
      })
      .execute();
    const decide = addWorkingDays(today, await ruleNumber(db, decisionRule, today), await readCalendar(db, today));
    await startDeadline(db, {
      ...taskClocks.decide,
      row: extension,
      org: task.lead_office,
      programme: task.programme_id,
      path: task.path,
      title: task.text,
      due: decide.day,
    });
    ctx.about({
      row: id,
      programme: task.programme_id,
      path: task.path,
      data: { part: part.id, extension, from_on: part.due_on, to_on },
    });
    return { extension, decide_by: decide.day, provisional: decide.provisional };
  },
});
