import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { Access, type AccessLevel, MemberKind, type MemberRow, MemberState } from '#domain/members/schema.ts';
import { holding } from '#server/db/like.ts';
import type { Reader } from '#server/db/open.ts';

/** What a list of members can be narrowed to. */
export const memberFilters = {
  state: Type.Optional(MemberState),
  here: Type.Optional(Type.Enum(['yes'], { description: 'Who have not left' })),
  access: Type.Optional(Access),
  kind: Type.Optional(MemberKind),
  bound: Type.Optional(
    Type.Enum(['yes', 'no'], { description: 'no: may meet secrets without a confidentiality agreement in force' }),
  ),
  account: Type.Optional(Type.Enum(['yes', 'no'])),
  q: Type.Optional(Type.String({ maxLength: 100 })),
};

const Filter = Type.Object(memberFilters);
export type MemberFilter = Static<typeof Filter>;

const boundNow = (today: string) => sql<boolean>`exists (select 1 from agreements a where a.member_id = m.id
  and a.kind = 'confidentiality' and a.state = 'signed' and (a.to_on is null or a.to_on >= ${today}))`;

/** The members of a filter, as row security lets the firm see them. */
export function findMembers(db: Reader, organisation: string, filter: MemberFilter & { today: string }) {
  const { state, here, access, kind, bound, account, q, today } = filter;
  let found = db
    .selectFrom('members as m')
    .leftJoin('people as p', 'p.id', 'm.person_id')
    .where('m.org_id', '=', organisation);
  if (state !== undefined) found = found.where('m.state', '=', state);
  if (here !== undefined) found = found.where('m.state', '<>', 'left');
  if (access !== undefined) found = found.where('m.access', '=', access);
  if (kind !== undefined) found = found.where('m.kind', '=', kind);
  if (account !== undefined) found = found.where('m.person_id', account === 'yes' ? 'is not' : 'is', null);
  if (bound === 'yes') found = found.where(boundNow(today));
  if (bound === 'no')
    found = found
      .where('m.access', '<>', 'none')
      .where('m.state', '<>', 'left')
      .where(sql<boolean>`not ${boundNow(today)}`);
  if (q?.trim())
    found = found.where(
      sql<boolean>`concat_ws(' ', m.name, m.number, m.department, m.post, m.phone) ilike ${holding(q)}`,
    );
  return found;
}

/** The rows of a query with what lists show of them. */
export async function readMembers(
  found: ReturnType<typeof findMembers>,
  today: string,
): Promise<Static<typeof MemberRow>[]> {
  const rows = await found
    .select([
      ...(['m.id', 'm.name', 'm.number', 'm.kind', 'm.phone', 'm.department', 'm.post', 'm.access'] as const),
      ...(['m.officer', 'm.entered_on', 'm.left_on', 'm.state', 'm.version', 'm.person_id', 'p.login'] as const),
    ])
    .select([
      boundNow(today).as('bound'),
      sql<number>`(select count(*) from agreements a where a.member_id = m.id and a.state = 'signed')::int`.as(
        'agreements',
      ),
      sql<string | null>`case when p.id is null then 'none' when p.state <> 'active' then p.state
        when exists (select 1 from posts po where po.person_id = p.id and po.org_id = m.org_id
          and (po.to_on is null or po.to_on >= ${today})) then 'active' else 'left' end`.as('account'),
      sql<OpenKit | null>`(select jsonb_build_object('kind', k.kind, 'due_on', k.due_on,
          'open', (select count(*) from member_kit_steps s where s.kit_id = k.id and s.state = 'open'),
          'steps', (select count(*) from member_kit_steps s where s.kit_id = k.id))
        from member_kits k where k.member_id = m.id and k.state = 'open' order by k.due_on limit 1)`.as('kit'),
    ])
    .execute();
  return rows.map(({ person_id: _person, ...row }) => ({
    ...row,
    // The columns' check constraints allow exactly the words of the schema.
    kind: row.kind as 'employee',
    access: row.access as AccessLevel,
    state: row.state as 'active',
    account: row.account as 'none',
  }));
}

type OpenKit = { kind: 'entry' | 'change' | 'exit'; due_on: string; open: number; steps: number };
