import type { Writer } from '#server/db/open.ts';

/** The number of a rule row that is in force on a day; the newest where several are. Missing rows are a broken install. */
export async function ruleNumber(db: Pick<Writer, 'selectFrom'>, key: string, today: string): Promise<number> {
  const row = await db
    .selectFrom('rule_rows')
    .select('value')
    .where('key', '=', key)
    .where((on) => on.or([on('in_force_from', 'is', null), on('in_force_from', '<=', today)]))
    .where((on) => on.or([on('in_force_to', 'is', null), on('in_force_to', '>=', today)]))
    .orderBy('in_force_from', (order) => order.desc().nullsLast())
    .executeTakeFirstOrThrow();
  const value = Number(row.value);
  if (Number.isNaN(value)) throw new Error(`rule row ${key} is not a number`);
  return value;
}
