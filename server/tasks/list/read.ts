import { type RawBuilder, sql } from 'kysely';
import type { Static } from 'typebox';
import { addDays } from '#domain/clock.ts';
import { punctuality, soonDays } from '#domain/tasks/rules.ts';
import type { TaskRow } from '#domain/tasks/schema.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import { matching, type Reading, type TaskFilter } from '#server/tasks/list/filter.ts';
import { rowsOf } from '#server/tasks/list/rows.ts';

export type Page = {
  readonly sort?: 'plan' | 'due_on' | 'state' | 'text';
  readonly descending?: boolean;
  readonly page?: number;
  readonly size?: number;
};

type Row = Static<typeof TaskRow>;

/** As the database gathers it: parts by role. */
type Read = Omit<Row, 'punctuality' | 'units' | 'mine'> & {
  readonly units: Row['units'][];
  readonly mine: Row['mine'][];
};

/**
 * One page of tasks and the total in one round trip: the page is cut by an index before its parts are gathered, and
 * the database answers with finished JSON, so that nothing is joined or parsed row by row here.
 */
export async function readTasks(
  db: Reader | Writer,
  filter: TaskFilter,
  reading: Reading,
  { sort = 'plan', descending = false, page = 1, size = 50 }: Page,
): Promise<{ total: number; rows: Row[] }> {
  const where = matching(filter, reading);
  const found = await rowsOf(
    db,
    sql<{ total: number; rows: Read[] }>`
    with page as (select t.* from tasks t where ${where} order by ${ordering('t', sort, descending)} limit ${size} offset ${(page - 1) * size})
    select (select count(*) from tasks t where ${where}) as total, coalesce((
      select json_agg(json_build_object('id', page.id, 'programme', page.programme_id, 'programme_title', p.title, 'lead_office', p.org_id,
        'no', page.no, 'text', page.text, 'measure', page.measure_id, 'measure_title', m.title, 'phase', page.phase_id, 'phase_title', h.title,
        'from_on', page.from_on, 'due_on', page.due_on, 'continuing', page.continuing, 'state', page.state,
        'units', u.units, 'groups', u.groups, 'mine', u.mine, 'parts', u.live, 'parts_reported', u.reported, 'parts_confirmed', u.confirmed,
        'version', page.version) order by ${ordering('page', sort, descending)})
      from page join programmes p on p.id = page.programme_id
        left join measures m on m.id = page.measure_id left join phases h on h.id = page.phase_id
        cross join lateral (${partsOf(reading)}) u), '[]') as rows`,
  );
  const { total, rows } = found[0] ?? { total: 0, rows: [] };
  const soonDay = addDays(reading.today, soonDays);
  return {
    total,
    rows: rows.map((row) => ({
      ...row,
      units: row.units.flat(),
      mine: row.mine.flat(),
      punctuality: punctuality(row, reading.today, soonDay),
    })),
  };
}

const part = sql`json_build_object('id', x.id, 'organisation', x.org_id, 'unit', x.unit_name, 'group', x.group_name, 'role', x.role, 'state', x.state, 'due_on', x.due_on)`;

/** One scan of a task's parts: each role's own units one by one, each group as counts, and the reader's own parts. */
const partsOf = ({ organisation, today }: Reading): RawBuilder<unknown> => sql`
  select coalesce(json_agg(n.units order by n.role) filter (where n.units is not null), '[]') as units,
    coalesce(json_agg(n.mine order by n.role) filter (where n.mine is not null), '[]') as mine,
    coalesce(json_agg(json_build_object('name', n.group_name, 'role', n.role, 'members', n.live, 'reported', n.reported,
      'confirmed', n.confirmed, 'late', n.late) order by n.role, n.group_name) filter (where n.group_name is not null and n.live > 0), '[]') as groups,
    coalesce(sum(n.live), 0) as live, coalesce(sum(n.reported), 0) as reported, coalesce(sum(n.confirmed), 0) as confirmed
  from (select x.group_name, x.role,
      json_agg(${part} order by x.id) filter (where x.group_name is null and x.state <> 'cancelled') as units,
      json_agg(${part} order by x.id) filter (where x.org_id = ${organisation}) as mine,
      count(*) filter (where x.state <> 'cancelled') as live, count(*) filter (where x.state = 'reported') as reported,
      count(*) filter (where x.state = 'confirmed') as confirmed,
      count(*) filter (where x.state in ('assigned', 'reported') and x.due_on < ${today}) as late
    from parts x where x.task_id = page.id group by x.group_name, x.role) n`;

const stateOrder = sql`array['assigned', 'reported', 'confirmed', 'cancelled']`;

/** The order of a list, on the tasks or on the page cut from them. Equal rows follow the plan, so pages never overlap. */
function ordering(alias: 't' | 'page', sort: NonNullable<Page['sort']>, descending: boolean): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  const way = descending ? sql`desc` : sql`asc`;
  const plan = sql`${column('programme_id')} ${way}, ${column('position')} ${way}, ${column('id')} ${way}`;
  if (sort === 'plan') return plan;
  if (sort === 'due_on') return sql`${column('due_on')} ${way} nulls last, ${plan}`;
  if (sort === 'text') return sql`${column('text')} ${way}, ${plan}`;
  return sql`array_position(${stateOrder}, ${column('state')}) ${way}, ${plan}`;
}
