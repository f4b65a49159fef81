import { yearlyDates } from '#domain/clock.ts';
import { openUntil, reportClock, reportTitle } from '#domain/reports/deadlines.ts';
import { startDeadline } from '#server/kernel/deadlines.ts';
import { newId } from '#server/kernel/id.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

/** Opens the dates of every running programme that have come within reach since last time; answers how many. */
export async function openDates({ db, today }: VerbContext): Promise<number> {
  const duties = await db
    .selectFrom('reporting_duties as d')
    .innerJoin('programmes as p', 'p.id', 'd.programme_id')
    .select(['d.id', 'd.programme_id', 'd.path', 'd.due', 'd.receivers', 'p.org_id', 'p.title', 'p.to_on'])
    .where('p.state', '=', 'running')
    .where((row) => row.or([row('p.to_on', 'is', null), row('p.to_on', '>=', today)]))
    .execute();
  let opened = 0;
  for (const { id: duty_id, due, to_on, org_id, title, ...duty } of duties) {
    for (const due_on of yearlyDates(due, today, openUntil(to_on, today))) {
      const { programme_id, path, receivers } = duty;
      const fresh = await db
        .insertInto('reports')
        .values({ id: newId(), duty_id, programme_id, path, org_id, due_on, receivers })
        .onConflict((conflict) => conflict.columns(['duty_id', 'due_on']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!fresh) continue;
      opened += 1;
      await startDeadline(db, {
        ...reportClock,
        row: fresh.id,
        org: org_id,
        programme: programme_id,
        path,
        title: reportTitle(title),
        due: due_on,
      });
    }
  }
  return opened;
}
