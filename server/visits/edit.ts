import Type from 'typebox';
import { Id, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { checkDays, checkIds } from '#domain/visits/rules.ts';
import { visitFields } from '#domain/visits/schema.ts';
import { visitStates } from '#domain/visits/states.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadOwnVisit, visitState } from '#server/visits/load.ts';
import { closeFindings } from '#server/visits/parts/findings.ts';
import { replaceFindings } from '#server/visits/parts/replace.ts';
import { keepLastDay, keepNext, keepNote } from '#server/visits/parts/visits.ts';

/** The visiting organisation corrects what it recorded. Findings that are not open any more stay as they are. */
export const editVisit = verb({
  name: 'visit.edit',
  input: Type.Object({ id: Id, version: Version, ...visitFields }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, findings, closes, internal_note, ...told }) {
    const { db, now, today } = ctx;
    checkDays({ ...told, findings }, today);
    checkIds(findings);
    const visit = await loadOwnVisit(ctx, { id, version });
    nextState(visitStates, visitState(visit.state), 'edit');
    await db
      .updateTable('visits')
      .set({ ...told, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await replaceFindings(db, visit, { findings, now });
    const closed = await closeFindings(db, visit, { closes, day: told.visited_on, now });
    await keepNote(db, visit, internal_note);
    if (told.next_on !== visit.next_on) await keepNext(db, visit, { next_on: told.next_on, now });
    await keepLastDay(db, visit.enterprise_id);
    ctx.about({ row: id, path: visit.path, data: { visited_on: told.visited_on, findings: findings.length, closed } });
    return { version: version + 1 };
  },
});
