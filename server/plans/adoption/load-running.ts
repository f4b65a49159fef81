import { sql } from 'kysely';
import type { Running, RunningTask } from '#domain/plans/difference.ts';
import type { Reader, Writer } from '#server/db/open.ts';

/** What of a programme a new version of its document may change: everything that is not cancelled. */
export async function loadRunning(db: Reader | Writer, programme: string): Promise<Running> {
  const phases = await db
    .selectFrom('phases')
    .select(['id', 'title', 'from_on as from', 'to_on as to'])
    .where('programme_id', '=', programme)
    .orderBy('position')
    .execute();
  const measures = await db
    .selectFrom('measures')
    .select(['id', 'no', 'title'])
    .where('programme_id', '=', programme)
    .orderBy('position')
    .execute();
  const targets = await db
    .selectFrom('targets')
    .select(['id', 'subject', 'subject_text', 'comparison', 'value', 'value_to', 'unit', 'by_on as by'])
    .where('programme_id', '=', programme)
    .where('parent_id', 'is', null)
    .where('state', '=', 'active')
    .orderBy('position')
    .execute();
  return { phases, measures, targets, tasks: await loadTasks(db, programme) };
}

/** Tasks with the names of their units as the plan has them: a group is one name. */
async function loadTasks(db: Reader | Writer, programme: string): Promise<RunningTask[]> {
  const found = await sql<RunningTask>`
    select t.id, t.no, t.text, coalesce(m.title, '') as measure, t.from_on as "from", t.due_on, t.continuing,
      coalesce(array_agg(distinct coalesce(p.group_name, p.unit_name)) filter (where p.role = 'lead'), '{}') as lead_units,
      coalesce(array_agg(distinct coalesce(p.group_name, p.unit_name)) filter (where p.role = 'supporting'), '{}') as supporting_units
    from tasks t
      left join measures m on m.id = t.measure_id
      left join parts p on p.task_id = t.id and p.state <> 'cancelled'
    where t.programme_id = ${programme} and t.state <> 'cancelled'
    group by t.id, m.title
    order by t.position, t.id`.execute(db as Writer);
  return found.rows;
}
