import { sql } from 'kysely';
import type { SecretRow } from '#domain/secrets/schema.ts';
import type { Reader } from '#server/db/open.ts';

/** The clear columns of secrets that the actor sees, with whether they are on its list and what waits for a decision. */
export const findSecrets = (db: Reader, { organisation, person }: { organisation: string; person: string }) =>
  db
    .selectFrom('secrets as s')
    .where('s.org_id', '=', organisation)
    .select(['s.id', 's.number', 's.state', 's.level', 's.latest', 's.classified_on', 's.period', 's.period_to'])
    .select(['s.review_on', 's.declassified_on', 's.concealed', 's.files', 's.readers', 's.out_count'])
    .select(['s.changed_at', 's.version'])
    .select(
      sql<boolean>`s.id = any (array(select r.secret_id from secret_readers r
        where r.person_id = ${person} and r.org_id = ${organisation} and r.until is null))`.as('mine'),
    )
    .select(
      sql<
        string | null
      >`(select min(u.due_back_on) from secret_steps u where u.org_id = ${organisation} and u.secret_id = s.id
        and u.due_back_on is not null and u.returned_at is null and u.state in ('done', 'granted'))`.as('due_back_on'),
    )
    .select(
      sql<string | null>`(select t.kind from secret_steps t where t.org_id = ${organisation} and t.state = 'asked'
        and t.secret_id = s.id limit 1)`.as('asked'),
    );

type Found = Awaited<ReturnType<ReturnType<typeof findSecrets>['execute']>>[number];

/** The check constraints of the table hold exactly these. */
export const shown = (row: Found): SecretRow => row as SecretRow;
