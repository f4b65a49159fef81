import type { Reader, Writer } from '#server/db/open.ts';

/** A dated number that a text names or rests on, as the rule row of a day has it. */
export type RuleNumber = {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly value: string;
  readonly unit: string | null;
  readonly law: string;
  readonly article: string | null;
  readonly in_force_from: string | null;
  readonly certainty: string;
};

/** The rows in force on a day, in the order of their keys; a key without a row is left out. */
export async function numbersOn(db: Reader | Writer, keys: readonly string[], day: string): Promise<RuleNumber[]> {
  if (keys.length === 0) return [];
  // Both handles read alike; the narrower type has every word used here.
  const rows = await (db as Reader)
    .selectFrom('rule_rows')
    .select(['key', 'zh', 'en', 'value', 'unit', 'law', 'article', 'in_force_from', 'certainty'])
    .where('key', 'in', keys)
    .where((row) => row.or([row('in_force_from', 'is', null), row('in_force_from', '<=', day)]))
    .where((row) => row.or([row('in_force_to', 'is', null), row('in_force_to', '>=', day)]))
    .orderBy('key')
    .orderBy('in_force_from', (order) => order.asc().nullsFirst())
    .execute();
  const latest = new Map(rows.map((row) => [row.key, { ...row, value: String(row.value) }]));
  return [...latest.values()];
}

export const valuesOf = (numbers: readonly RuleNumber[]): Record<string, string> =>
  Object.fromEntries(numbers.map(({ key, value }) => [key, value]));

export type Touched = {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly was: string;
  readonly now: string;
  readonly from_on: string | null;
};

/** Numbers that are no longer what a document was made with. */
export function touchedBy(was: Readonly<Record<string, string>>, now: readonly RuleNumber[]): Touched[] {
  return now.flatMap(({ key, zh, en, value, in_force_from }) => {
    const before = was[key];
    if (before === undefined || before === value) return [];
    return [{ key, zh, en, was: before, now: value, from_on: in_force_from }];
  });
}
