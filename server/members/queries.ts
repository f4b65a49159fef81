import { sql } from 'kysely';
import Type from 'typebox';
import { GroupRow, groupFields, MemberDetail, MemberRow, OpenerRow } from '#domain/members/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, FileOutput, paging } from '#domain/schema.ts';
import { holding } from '#server/db/like.ts';
import { sheetMediaType } from '#server/kernel/sheets.ts';
import { query } from '#server/kernel/verb.ts';
import { findMembers, memberFilters, readMembers } from '#server/members/find.ts';
import { findGroup, firmOf } from '#server/members/load.ts';
import { readKits } from '#server/members/read-kits.ts';
import { writeMembers } from '#server/members/sheet.ts';

const order = {
  sort: Type.Optional(Type.Enum(['name', '-name', 'access', '-access', 'entered', '-entered'])),
};

const columnOf = {
  name: sql`m.name`,
  access: sql`array_position(array['core', 'contact', 'none'], m.access)`,
  entered: sql`m.entered_on`,
} as const;

/** People of the firm: by how near they are to secrets, then by name, unless another order is asked for (C21, D1). */
export const listMembers = query({
  name: 'member.list',
  input: Type.Object({ ...paging, ...memberFilters, ...order }),
  output: Type.Object({
    total: Type.Integer(),
    unbound: Type.Integer({ description: 'May meet secrets, without a confidentiality agreement in force' }),
    open_kits: Type.Integer({ description: 'With a checklist that is not finished' }),
    rows: Type.Array(MemberRow),
  }),
  async run({ db, actor, today }, { page = 1, size = 50, sort, ...filter }) {
    const { organisation } = firmOf(actor);
    const count = async (found: ReturnType<typeof findMembers>): Promise<number> =>
      (await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).total;
    const found = findMembers(db, organisation, { ...filter, today });
    const { open } = await db
      .selectFrom('member_kits')
      .select((row) => row.fn.countAll<number>().as('open'))
      .where('org_id', '=', organisation)
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow();
    return {
      total: await count(found),
      unbound: await count(findMembers(db, organisation, { bound: 'no', today })),
      open_kits: open,
      rows: await readMembers(
        ordered(found, sort)
          .limit(size)
          .offset((page - 1) * size),
        today,
      ),
    };
  },
});

const mostExported = 20_000;

/** What the filter shows as a workbook, in the columns that import knows. Refuses too_many_rows rather than cutting. */
export const exportMembers = query({
  name: 'member.export',
  input: Type.Object({ ...memberFilters, ...order }),
  output: FileOutput,
  async run({ db, actor, today }, { sort, ...filter }) {
    const { organisation } = firmOf(actor);
    const found = findMembers(db, organisation, { ...filter, today });
    const rows = await readMembers(ordered(found, sort).limit(mostExported + 1), today);
    if (rows.length > mostExported) throw new Refused('too_many_rows', { limit: mostExported });
    return { name: `企业人员${today}.xlsx`, media_type: sheetMediaType, bytes: await writeMembers(rows) };
  },
});

/** One person of the firm: agreements and what they may open by number, and the checklists of entry, change and exit. */
export const showMember = query({
  name: 'member.show',
  input: ById,
  output: MemberDetail,
  async run({ db, actor, today }, { id }) {
    const { organisation } = firmOf(actor);
    const found = findMembers(db, organisation, { today }).where('m.id', '=', id);
    const [row] = await readMembers(found, today);
    if (!row) throw new Refused('not_found', { noun: 'member' });
    const { person, secrets, identity } = await db
      .selectFrom('members as m')
      .select('m.person_id as person')
      .select([
        sql<number[]>`array(select s.number from secret_readers r join secrets s on s.id = r.secret_id
          where r.org_id = m.org_id and r.person_id = m.person_id and r.until is null
            and s.state not in ('destroyed', 'discarded') order by s.number)`.as('secrets'),
        sql<boolean>`exists (select 1 from identities i where i.org_id = m.org_id and i.person_id = m.person_id
          and i.state = 'active')`.as('identity'),
      ])
      .where('m.id', '=', id)
      .executeTakeFirstOrThrow();
    return { ...row, person, secrets, identity, kits: await readKits(db, id) };
  },
});

/** Departments or posts of the people at work, the largest first, and how many people all of them have. */
export const listGroups = query({
  name: 'member.groups',
  input: Type.Object({
    ...paging,
    by: Type.Enum(['department', 'post']),
    q: Type.Optional(Type.String({ maxLength: 100 })),
    ...groupFields,
  }),
  output: Type.Object({ total: Type.Integer(), people: Type.Integer(), rows: Type.Array(GroupRow) }),
  async run({ db, actor }, { by, q, page = 1, size = 50, ...group }) {
    const found = findGroup(db, firmOf(actor).organisation, group);
    const column = sql<string>`m.${sql.ref(by)}`;
    const { people } = await found.select((row) => row.fn.countAll<number>().as('people')).executeTakeFirstOrThrow();
    const named = found.where(sql<boolean>`${column} is not null and ${column} ilike ${holding(q ?? '')}`);
    const { total } = await named
      .select(sql<number>`count(distinct ${column})::int`.as('total'))
      .executeTakeFirstOrThrow();
    const rows = await named
      .select([column.as('name'), sql<number>`count(*)::int`.as('people')])
      .groupBy(column)
      .orderBy('people', 'desc')
      .orderBy('name')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return { total, people, rows };
  },
});

/** Names that a row of the list shows; the rest is a number. */
const mostReaders = 50;

/** Who can open what, by register number: derived from the need-to-know lists (D1; C5 of the default form). */
export const listOpeners = query({
  name: 'member.openers',
  input: Type.Object({ ...paging }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(OpenerRow) }),
  async run({ db, actor, today }, { page = 1, size = 50 }) {
    const { organisation } = firmOf(actor);
    const listed = db
      .selectFrom('secrets as s')
      .where('s.org_id', '=', organisation)
      .where('s.state', 'not in', ['destroyed', 'discarded']);
    const { total } = await listed.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await listed
      .select(['s.number as secret', 's.level'])
      .select(
        sql<number>`(select count(*)::int from secret_readers r where r.secret_id = s.id and r.until is null)`.as(
          'people',
        ),
      )
      .select(
        sql<Reader[]>`coalesce((select jsonb_agg(to_jsonb(one) order by one.bound, one.name) from (
          select m.id as member, coalesce(m.name, p.name, '') as name, m.department, m.access,
            coalesce(m.state, 'active') as state, r.since, exists (select 1 from agreements a where a.member_id = m.id
              and a.kind = 'confidentiality' and a.state = 'signed' and (a.to_on is null or a.to_on >= ${today})) as bound
          from secret_readers r left join people p on p.id = r.person_id
          left join members m on m.person_id = r.person_id and m.org_id = r.org_id
          where r.secret_id = s.id and r.until is null order by bound, name limit ${mostReaders}) one), '[]')`.as(
          'readers',
        ),
      )
      .orderBy('s.number')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return { total, rows };
  },
});

type Reader = {
  member: string | null;
  name: string;
  department: string | null;
  access: 'none' | 'contact' | 'core' | null;
  state: string;
  since: string;
  bound: boolean;
};

/** Nearest to secrets first, unless a column is asked for. */
function ordered(found: ReturnType<typeof findMembers>, sort = 'access') {
  // The names that `order` allows, without their sign.
  const column = columnOf[sort.replace(/^-/, '') as keyof typeof columnOf];
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  return found.orderBy(column, direction).orderBy('m.name').orderBy('m.id');
}
