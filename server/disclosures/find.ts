import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { type DisclosureRow, disclosureFilters } from '#domain/disclosures/schema.ts';
import type { Reader } from '#server/db/open.ts';

export const DisclosureFilter = Type.Object(disclosureFilters);

type Asking = { readonly organisation: string; readonly today: string };

/** Steps by which material left a firm, those that the actor sees. Days are days in China. */
export function findDisclosures(
  db: Reader,
  { organisation, today }: Asking,
  { secret, person, level, state, todo, from, to }: Static<typeof DisclosureFilter>,
) {
  let found = db
    .selectFrom('secret_steps as t')
    .innerJoin('secrets as s', 's.id', 't.secret_id')
    .where('t.org_id', '=', organisation)
    .where('t.kind', '=', 'disclose');
  if (secret !== undefined) found = found.where('t.secret_id', '=', secret);
  if (person !== undefined) found = found.where('t.asked_by', '=', person);
  if (level !== undefined) found = found.where('s.level', '=', level);
  if (state !== undefined) found = found.where('t.state', '=', state);
  if (from !== undefined) found = found.where('t.asked_at', '>=', `${from}T00:00:00+08:00`);
  if (to !== undefined) found = found.where('t.asked_at', '<=', `${to}T23:59:59.999+08:00`);
  if (todo === 'asked') found = found.where('t.state', '=', 'asked');
  if (todo === 'out' || todo === 'overdue')
    found = found
      .where('t.state', 'in', ['done', 'granted'])
      .where('t.due_back_on', 'is not', null)
      .where('t.returned_at', 'is', null);
  if (todo === 'overdue') found = found.where('t.due_back_on', '<', today);
  return found;
}

export type Found = ReturnType<typeof findDisclosures>;

type Page = { readonly organisation: string; readonly person: string; readonly limit: number; readonly offset: number };

/** A page of them, the newest first, each with the deposit that its act left. */
export async function readDisclosures(
  found: Found,
  { organisation, person, limit, offset }: Page,
): Promise<DisclosureRow[]> {
  const rows = await found
    .leftJoin('people as a', 'a.id', 't.asked_by')
    .leftJoin('people as d', 'd.id', 't.decided_by')
    .select(['t.id', 't.secret_id as secret', 's.number', 's.level', 't.state', 't.asked_at', 't.asked_by'])
    .select(['a.name as asked_by_name', 't.decided_at', 'd.name as decided_by_name', 't.due_back_on', 't.returned_at'])
    .select('t.sha256')
    .select(
      sql<string | null>`(select e.deposit_id from statements e where e.noun = 'secret' and e.row_id = t.secret_id
        and e.act = 'secret.disclose' and e.at = t.asked_at limit 1)`.as('deposit'),
    )
    .select(
      sql<boolean>`exists (select 1 from secret_readers r where r.secret_id = t.secret_id and r.person_id = ${person}
        and r.org_id = ${organisation} and r.until is null)`.as('mine'),
    )
    .orderBy('t.asked_at', 'desc')
    .orderBy('t.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  // The check constraints of the tables hold exactly these levels and states.
  return rows as DisclosureRow[];
}
