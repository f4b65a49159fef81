import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import Type from 'typebox';
import { type Candidate, rankThings } from '#domain/home/rules.ts';
import { Change, ProgrammeCounts, Thing } from '#domain/home/schema.ts';
import { Day, Instant, orNull } from '#domain/schema.ts';

const shape = Type.Object({
  today: Day,
  things: Type.Array(Thing),
  things_total: Type.Integer(),
  changes: Type.Object({ since: orNull(Instant), total: Type.Integer(), rows: Type.Array(Change) }),
  programmes: Type.Array(ProgrammeCounts),
  programmes_total: Type.Integer(),
  firm: Type.Null(),
  served: Type.Null(),
});

type Row = {
  today: string;
  since: string | null;
  candidates: Candidate[];
  things_total: number;
  changes: { at: string }[];
  changes_total: number;
  programmes: object[];
  programmes_total: number;
};

/** The home page of a person in an organisation: the same facts from one prepared statement. */
export function floorHome(http: FastifyInstance, pool: pg.Pool): void {
  http.get<{ Querystring: Record<string, string> }>(
    '/home',
    { schema: { response: { 200: shape } } },
    async (request) => {
      const { organisation, person } = request.query;
      const { rows } = await pool.query<Row>({ name: 'home', text: page, values: [organisation, person] });
      const [row] = rows;
      if (!row) throw new Error('the page is one row');
      const { today, since, candidates, things_total, changes, changes_total, programmes, programmes_total } = row;
      return {
        today,
        things: rankThings(candidates, today),
        things_total,
        changes: {
          since: since === null ? null : new Date(since).toISOString(),
          total: changes_total,
          rows: changes.map((change) => ({ ...change, at: new Date(change.at).toISOString() })),
        },
        programmes,
        programmes_total,
        // Only pages of firms and of those who serve them have something here.
        firm: null,
        served: null,
      };
    },
  );
}

const openClock = `d.org_id = $1 and d.met_at is null and d.stopped_at is null`;
const clockColumns = 'd.id, d.noun, d.row_id, d.kind, d.programme_id, d.title, d.due_on';
const news = `e.programme_id in (select id from mine) and e.at > (select since from visit) and e.person_id is distinct from $2`;

const page = `
  with mine as (select row_id as id from shares where org_id = $1 and noun = 'programme'
      and (from_on is null or from_on <= current_date) and (to_on is null or to_on >= current_date)),
  visit as (select seen_at, coalesce(seen_at, current_date - 7) as since from (select) one left join home_visits on person_id = $2 and org_id = $1),
  led as (select id from programmes where org_id = $1 and state = 'running' and id in (select id from mine)),
  clocks as (
    (select ${clockColumns} from deadlines d where ${openClock} order by d.due_on, d.id limit 6)
    union (select ${clockColumns} from deadlines d where ${openClock} and d.noun = 'extension' order by d.due_on, d.id limit 3)),
  waiting as (select * from parts where programme_id in (select id from led) and state = 'reported' order by reported_at, id limit 6),
  found as (
    select c.id as deadline_id, c.kind, c.noun, c.row_id, c.programme_id, c.title, c.due_on, null::date as since_on,
      coalesce(a.task_id, x.task_id) as task_id, o.name as unit, x.to_on
    from clocks c left join parts a on c.noun = 'part' and a.id = c.row_id left join extensions x on c.noun = 'extension' and x.id = c.row_id
      left join organisations o on o.id = x.org_id
    union all
    select null, 'part.waiting', 'part', w.id, w.programme_id, t.text, w.due_on, w.reported_at::date, w.task_id, coalesce(o.name, w.unit_name), null
    from waiting w join tasks t on t.id = w.task_id left join organisations o on o.id = w.org_id),
  latest as (select * from events e where ${news} order by e.at desc, e.id desc limit 10),
  running as (select * from programme_rollups where programme_id in (select id from mine) and state = 'running'
    order by (org_id = $1) desc, late desc, programme_id limit 6)
  select current_date as today, (select seen_at from visit) as since,
    (select coalesce(json_agg(to_jsonb(f) || jsonb_build_object('programme_title', p.title)), '[]') from found f left join programmes p on p.id = f.programme_id) as candidates,
    (select count(*) from deadlines d where ${openClock})
      + (select count(*) from parts where programme_id in (select id from led) and state = 'reported') as things_total,
    (select coalesce(json_agg(json_build_object('at', l.at, 'act', l.act, 'noun', l.noun, 'row_id', l.row_id, 'programme_id', l.programme_id,
        'organisation_name', o.name, 'title', coalesce(t.text, g.subject_text, p.title)) order by l.at desc), '[]')
      from latest l left join programmes p on p.id = l.programme_id left join organisations o on o.id = l.org_id
        left join tasks t on l.noun = 'task' and t.id = l.row_id left join targets g on l.noun = 'target' and g.id = l.row_id) as changes,
    (select count(*) from events e where ${news}) as changes_total,
    (select coalesce(json_agg(json_build_object('id', r.programme_id, 'title', r.title, 'tasks', r.tasks, 'confirmed', r.confirmed, 'late', r.late,
        'due_soon', r.due_soon, 'targets', r.targets, 'targets_met', r.targets_met, 'from_on', r.from_on, 'to_on', r.to_on,
        'phase', (select title from phases where programme_id = r.programme_id and from_on <= current_date and to_on >= current_date
          order by position desc limit 1))), '[]') from running r) as programmes,
    (select count(*) from programme_rollups where programme_id in (select id from mine) and state = 'running') as programmes_total`;
