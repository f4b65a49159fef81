import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { type AgreementRow, AgreementState, Kind } from '#domain/agreements/schema.ts';
import { Id } from '#domain/schema.ts';
import { holding } from '#server/db/like.ts';
import type { Reader } from '#server/db/open.ts';

/** What a list of agreements can be narrowed to. */
export const agreementFilters = {
  kind: Type.Optional(Kind),
  state: Type.Optional(AgreementState),
  member: Type.Optional(Id),
  mine: Type.Optional(Type.Enum(['yes'], { description: 'That I am to sign or have signed' })),
  alarm: Type.Optional(Type.Enum(['unpaid'], { description: 'With pay of a non-compete that is due and unpaid' })),
  ends_by: Type.Optional(Type.String({ format: 'date', pattern: '^(19|20|21)' })),
  q: Type.Optional(Type.String({ maxLength: 100 })),
};

const Filter = Type.Object(agreementFilters);
export type AgreementFilter = Static<typeof Filter>;
export type Seen = { readonly organisation: string; readonly person: string; readonly today: string };

/** The agreements of a filter, as row security lets the actor see them. */
export function findAgreements(db: Reader, { organisation, person, today }: Seen, filter: AgreementFilter) {
  const { kind, state, member, mine, alarm, ends_by, q } = filter;
  let found = db
    .selectFrom('agreements as a')
    .leftJoin('members as m', 'm.id', 'a.member_id')
    .where('a.org_id', '=', organisation);
  if (kind !== undefined) found = found.where('a.kind', '=', kind);
  if (state !== undefined) found = found.where('a.state', '=', state);
  if (member !== undefined) found = found.where('a.member_id', '=', member);
  if (mine !== undefined) found = found.where('a.person_id', '=', person).where('a.state', '<>', 'draft');
  if (alarm !== undefined) found = found.where(sql<boolean>`${oldestUnpaid(today)} is not null`);
  if (ends_by !== undefined) found = found.where('a.state', '=', 'signed').where('a.to_on', '<=', ends_by);
  if (q?.trim())
    found = found.where(
      sql<boolean>`concat_ws(' ', a.number, m.name, a.party_name, a.party_firm, m.department) ilike ${holding(q)}`,
    );
  return found;
}

const oldestUnpaid = (today: string) => sql<string | null>`(select min(p.due_on) from non_compete_pays p
  where p.agreement_id = a.id and p.state = 'due' and p.due_on < ${today})`;

/** The rows of a query with what lists show of them. */
export async function readAgreements(
  found: ReturnType<typeof findAgreements>,
  { person, today }: Seen,
): Promise<Static<typeof AgreementRow>[]> {
  const rows = await found
    .select([
      ...(['a.id', 'a.number', 'a.kind', 'a.state', 'a.member_id as member', 'a.party_name', 'a.party_firm'] as const),
      ...([
        'a.from_on',
        'a.to_on',
        'a.signed_on',
        'a.sent_at',
        'a.secrets',
        'a.version',
        'a.person_id',
        'm.name',
      ] as const),
    ])
    .select(sql<number | null>`(${today}::date - ${oldestUnpaid(today)})::int`.as('unpaid_days'))
    .execute();
  return rows.map(({ person_id, name, party_name, ...row }) => ({
    ...row,
    // The columns' check constraints allow exactly the words of the schema.
    kind: row.kind as 'confidentiality',
    state: row.state as 'draft',
    party: name ?? party_name ?? '',
    mine: person_id !== null && person_id === person,
  }));
}
