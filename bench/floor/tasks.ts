import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import Type from 'typebox';
import { TaskRow } from '#domain/tasks/schema.ts';

const shape = Type.Object({ total: Type.Integer(), mine: Type.Boolean(), rows: Type.Array(TaskRow) });

/** The first page of the tasks of a programme, and of an organisation's own, with the total. */
export function floorTasks(http: FastifyInstance, pool: pg.Pool): void {
  http.get<{ Querystring: Record<string, string> }>(
    '/tasks',
    { schema: { response: { 200: shape } } },
    async (request) => {
      const { programme, organisation } = request.query;
      const { rows } = await pool.query({
        name: 'tasks',
        text: page('t.programme_id = $1'),
        values: [programme, organisation],
      });
      return answer(rows, false);
    },
  );
  http.get<{ Querystring: Record<string, string> }>(
    '/mine',
    { schema: { response: { 200: shape } } },
    async (request) => {
      const { organisation } = request.query;
      const where = `t.id in (select task_id from parts where org_id = $2 and state <> 'cancelled') and $1::text is null`;
      const { rows } = await pool.query({ name: 'mine', text: page(where), values: [null, organisation] });
      return answer(rows, true);
    },
  );
}

type Row = { total: number };

const answer = (found: readonly Row[], mine: boolean) => ({
  total: found[0]?.total ?? 0,
  mine,
  rows: found.map(({ total: _total, ...row }) => row),
});

const part = `json_build_object('id', x.id, 'organisation', x.org_id, 'unit', x.unit_name, 'group', x.group_name, 'role', x.role, 'state', x.state, 'due_on', x.due_on)`;
const open = (alias: string) => `${alias}.state in ('assigned', 'reported')`;

const page = (where: string): string => `
  with page as (select t.*, count(*) over () as total from tasks t where ${where} order by t.programme_id, t.position, t.id limit 50)
  select page.total, page.id, page.programme_id as programme, p.title as programme_title, p.org_id as lead_office, page.no, page.text,
    page.measure_id as measure, m.title as measure_title, page.phase_id as phase, h.title as phase_title, page.from_on, page.due_on,
    page.continuing, page.state, page.version, u.*, g.groups,
    case when not ${open('page')} then 'done' when page.due_on is null then 'undated' when page.due_on < current_date then 'late'
      when page.due_on <= current_date + 7 then 'due_soon' else 'on_time' end as punctuality
  from page join programmes p on p.id = page.programme_id left join measures m on m.id = page.measure_id left join phases h on h.id = page.phase_id
  cross join lateral (
    select coalesce(json_agg(${part} order by x.role, x.id) filter (where x.group_name is null and x.state <> 'cancelled'), '[]') as units,
      coalesce(json_agg(${part} order by x.role, x.id) filter (where x.org_id = $2), '[]') as mine,
      count(*) filter (where x.state <> 'cancelled') as parts, count(*) filter (where x.state = 'reported') as parts_reported,
      count(*) filter (where x.state = 'confirmed') as parts_confirmed
    from parts x where x.task_id = page.id) u
  cross join lateral (
    select coalesce(json_agg(n.* order by n.role, n.name), '[]') as groups from (
      select x.group_name as name, x.role, count(*) as members, count(*) filter (where x.state = 'reported') as reported,
        count(*) filter (where x.state = 'confirmed') as confirmed,
        count(*) filter (where ${open('x')} and x.due_on < current_date) as late
      from parts x where x.task_id = page.id and x.group_name is not null and x.state <> 'cancelled' group by 1, 2) n) g
  order by page.programme_id, page.position, page.id`;
