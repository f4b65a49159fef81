import type { Static } from 'typebox';
import { daysOfMonths, lateness } from '#domain/agreements/pay.ts';
import type { PayRow } from '#domain/agreements/schema.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import { stopDeadlines } from '#server/kernel/deadlines.ts';
import { ruleNumber } from '#server/settings/load.ts';

/** Months that begin after the end are not owed: dropped, with their clocks. Answers the highest number given. */
export async function dropPays(
  db: Writer,
  { agreement, after, now }: { agreement: string; after: string; now: Date },
): Promise<number> {
  const dropped = await db
    .updateTable('non_compete_pays')
    .set({ state: 'dropped' })
    .where('agreement_id', '=', agreement)
    .where('state', '=', 'due')
    .where('due_on', '>', after)
    .returning('position')
    .execute();
  const clocks = dropped.map(({ position }) => ({ noun: 'agreement', row: agreement, kind: `pay.${position}` }));
  await stopDeadlines(db, clocks, now);
  const { last } = await db
    .selectFrom('non_compete_pays')
    .select((row) => row.fn.max('position').as('last'))
    .where('agreement_id', '=', agreement)
    .executeTakeFirstOrThrow();
  return last ?? 0;
}

/** The pay of agreements month by month, with days of delay and alarms of the day's rule rows. */
export async function readPays(db: Reader, agreement: string, today: string): Promise<Static<typeof PayRow>[]> {
  const rows = await db
    .selectFrom('non_compete_pays')
    .select(['id', 'position', 'due_on', 'amount', 'paid_on', 'paid', 'note', 'state', 'version'])
    .where('agreement_id', '=', agreement)
    .orderBy('position')
    .execute();
  if (rows.length === 0) return [];
  const alarms = {
    first: await ruleNumber(db, 'noncompete_unpaid_first', today),
    rescind: daysOfMonths(await ruleNumber(db, 'noncompete_unpaid', today)),
  };
  return rows.map((row) => ({
    ...row,
    // The column's check constraint allows exactly these.
    state: row.state as 'due',
    amount: Number(row.amount),
    paid: row.paid === null ? null : Number(row.paid),
    ...lateness(row, today, alarms),
  }));
}
