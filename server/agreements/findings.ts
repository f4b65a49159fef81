import type { Static } from 'typebox';
import {
  type CheckRule,
  checkAgreement,
  checkRules,
  type Facts,
  type Finding,
  type RuleRow,
  type RuleRows,
} from '#domain/agreements/rules.ts';
import type { Finding as FindingShape } from '#domain/agreements/schema.ts';
import type { AccessLevel } from '#domain/members/schema.ts';
import type { Reader, Writer } from '#server/db/open.ts';

type Row = {
  kind: string;
  org_id: string;
  member_id: string | null;
  person_id: string | null;
  secrets: readonly number[];
  months: number | null;
  monthly_pay: string | number | null;
  average_wage: string | number | null;
  minimum_wage: string | number | null;
  penalty: string | number | null;
  area: string | null;
  competitors: string | null;
};

/** What the checks say of an agreement on a day, by the rule rows in force on it. */
export async function findingsOf(handle: Reader | Writer, row: Row, day: string): Promise<Finding[]> {
  // Both handles read alike; the narrower type has every word used here.
  const db = handle as Reader;
  return checkAgreement(await factsOf(db, row), await rulesOn(db, day));
}

/** For the answer: the same, with facts that may be written to. */
export const shownFindings = (found: readonly Finding[]): Static<typeof FindingShape>[] =>
  found.map((one) => ({ ...one, facts: { ...one.facts } }));

async function factsOf(db: Reader, row: Row): Promise<Facts> {
  const member =
    row.member_id === null
      ? undefined
      : await db.selectFrom('members').select('access').where('id', '=', row.member_id).executeTakeFirst();
  return {
    // The columns' check constraints allow exactly the words of the types.
    kind: row.kind as Facts['kind'],
    outside: row.member_id === null,
    access: (member?.access as AccessLevel | undefined) ?? null,
    reads: row.person_id === null ? null : await readsOf(db, row.org_id, row.person_id),
    secrets: row.secrets,
    months: row.months,
    monthly_pay: numberOf(row.monthly_pay),
    average_wage: numberOf(row.average_wage),
    minimum_wage: numberOf(row.minimum_wage),
    penalty: numberOf(row.penalty),
    area: row.area,
    competitors: row.competitors,
  };
}

async function readsOf(db: Reader, organisation: string, person: string): Promise<number[]> {
  const rows = await db
    .selectFrom('secret_readers as r')
    .innerJoin('secrets as s', 's.id', 'r.secret_id')
    .select('s.number')
    .where('r.org_id', '=', organisation)
    .where('r.person_id', '=', person)
    .execute();
  return rows.map(({ number }) => number);
}

async function rulesOn(db: Reader, day: string): Promise<RuleRows> {
  const rows = await db
    .selectFrom('rule_rows')
    .select(['key', 'value', 'law', 'article', 'certainty'])
    .where('key', 'in', [...checkRules])
    .where((on) => on.or([on('in_force_from', 'is', null), on('in_force_from', '<=', day)]))
    .where((on) => on.or([on('in_force_to', 'is', null), on('in_force_to', '>=', day)]))
    .orderBy('in_force_from', (order) => order.asc().nullsFirst())
    .execute();
  // The keys are those asked for; a certainty is T, P or M in every row of the checks.
  const entries = rows.map(({ key, value, law, article, certainty }): [CheckRule, RuleRow] => [
    key as CheckRule,
    { value: Number(value), law, article, certainty: certainty as 'T' },
  ]);
  return Object.fromEntries(entries);
}

/** Money of the database is text, so that no cent is lost on the way. */
export const numberOf = (value: string | number | null): number | null => (value === null ? null : Number(value));
