import { sql } from 'kysely';
import Type from 'typebox';
import { type Candidate, type Resolution, resolveUnit } from '#domain/organisations/rules.ts';
import { OrganisationDetail, OrganisationRow } from '#domain/organisations/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, FileOutput, paging } from '#domain/schema.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import { sheetMediaType } from '#server/kernel/sheets.ts';
import { type QueryContext, query } from '#server/kernel/verb.ts';
import { filterFields, findOrganisations, orderOf, shownColumns } from '#server/organisations/find.ts';
import { reachOf } from '#server/organisations/place.ts';
import { writeOrganisations } from '#server/organisations/sheet.ts';

/** The directory as the actor may see it, page by page. */
export const listOrganisations = query({
  name: 'organisation.list',
  input: Type.Object({ ...filterFields, ...paging }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(OrganisationRow) }),
  async run({ db }, { page = 1, size = 50, ...filter }) {
    const found = findOrganisations(db, filter);
    const { column, direction } = orderOf(filter.sort);
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await found
      .select(shownColumns)
      .orderBy(column, direction)
      .orderBy('organisations.name')
      .orderBy('organisations.id')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return { total, rows };
  },
});

const mostExported = 50_000;

/** What the filter shows as a workbook that import reads again. Refuses too_many_rows rather than cutting. */
export const exportOrganisations = query({
  name: 'organisation.export',
  input: Type.Object(filterFields),
  output: FileOutput,
  async run({ db, today }, filter) {
    const { column, direction } = orderOf(filter.sort);
    const rows = await findOrganisations(db, filter)
      .select([...shownColumns, 'organisations.aliases', 'organisations.created_on'])
      .orderBy(column, direction)
      .orderBy('organisations.name')
      .limit(mostExported + 1)
      .execute();
    if (rows.length > mostExported) throw new Refused('too_many_rows', { limit: mostExported });
    return { name: `单位名录${today}.xlsx`, media_type: sheetMediaType, bytes: await writeOrganisations(rows) };
  },
});

/** One organisation with its divisions from the root, and the posts and programmes that the actor may see. */
export const showOrganisation = query({
  name: 'organisation.show',
  input: ById,
  output: OrganisationDetail,
  async run(ctx, { id }) {
    const row = await findOrganisations(ctx.db, {})
      .select(shownColumns)
      .select(['organisations.aliases', 'organisations.path', 'organisations.created_on', 'organisations.version'])
      .where('organisations.id', '=', id)
      .executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'organisation' });
    const [divisions, posts, programmes] = [
      await readChain(ctx.db, row.path),
      await readPosts(ctx, id),
      await readProgrammes(ctx.db, id),
    ];
    const mine = ctx.actor.kind === 'person' && ctx.actor.organisation === id;
    const may_change = mine || (await reachOf(ctx.db, ctx.actor))(row.path);
    return { ...row, divisions, posts, programmes, may_change };
  },
});

const readChain = (db: Reader, path: string) =>
  db
    .selectFrom('divisions')
    .select(['code', 'name', 'kind'])
    .where('code', 'in', path.split('/').filter(Boolean))
    .orderBy('path')
    .execute();

/** An organisation of the government has tens of posts; a longer list is on the page of people. */
const mostShown = 200;

async function readPosts({ db, today }: QueryContext, id: string) {
  const found = db
    .selectFrom('posts')
    .innerJoin('people', 'people.id', 'posts.person_id')
    .where('posts.org_id', '=', id)
    .where((row) => row.or([row('posts.to_on', 'is', null), row('posts.to_on', '>=', today)]));
  const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .select(['posts.id', 'person_id', 'people.name as person_name', 'title', 'unit', 'roles', 'from_on'])
    .orderBy('people.name')
    .orderBy('posts.id')
    .limit(mostShown)
    .execute();
  return { total, rows };
}

/** Programmes that it leads or has a part in. */
async function readProgrammes(db: Reader, id: string) {
  const found = db
    .selectFrom('programmes')
    .where((row) =>
      row.or([
        row('org_id', '=', id),
        row.exists(
          row
            .selectFrom('parts')
            .select('parts.id')
            .whereRef('parts.programme_id', '=', 'programmes.id')
            .where('parts.org_id', '=', id),
        ),
      ]),
    );
  const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .select(['id', 'title', 'state', 'from_on', 'to_on'])
    .select((row) => [
      sql<boolean>`org_id = ${id}`.as('leads'),
      row
        .selectFrom('parts')
        .select((part) => part.fn.count<number>('task_id').distinct().as('tasks'))
        .whereRef('parts.programme_id', '=', 'programmes.id')
        .where('parts.org_id', '=', id)
        .$asScalar()
        .$notNull()
        .as('tasks'),
    ])
    .orderBy('from_on', (order) => order.desc().nullsLast())
    .orderBy('id')
    .limit(mostShown)
    .execute();
  return { total, rows };
}

/**
 * Which organisations a plan of the division `path` means by these unit names: one, several (the officer chooses),
 * a group with its members, or none. Looks at the division itself, those above and those below it.
 */
export async function resolveUnits(
  db: Pick<Writer, 'selectFrom'>,
  path: string,
  names: readonly string[],
): Promise<Map<string, Resolution>> {
  const directory = await readDirectory(db, path);
  return new Map([...new Set(names)].map((name) => [name, resolveUnit(name, path, directory)]));
}

async function readDirectory(db: Pick<Writer, 'selectFrom'>, path: string): Promise<Candidate[]> {
  const codes = path.split('/').filter(Boolean);
  const rows = await db
    .selectFrom('organisations')
    .innerJoin('divisions', 'divisions.code', 'organisations.division_code')
    .select([
      'organisations.id',
      'organisations.kind',
      'organisations.name',
      'short_name',
      'aliases',
      'organisations.path',
      'division_code',
    ])
    .select(['divisions.name as division_name', 'divisions.kind as division_kind'])
    .where('organisations.state', '=', 'active')
    .where((on) => on.or([on('division_code', 'in', codes), on('organisations.path', 'like', `${path}%`)]))
    .orderBy('organisations.path')
    .orderBy('organisations.name')
    .execute();
  return rows.map(({ short_name, aliases, ...row }) => ({
    ...row,
    names: [row.name, ...(short_name ? [short_name] : []), ...aliases],
  }));
}
