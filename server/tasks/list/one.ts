import { sql } from 'kysely';
import type { Static } from 'typebox';
import { Refused } from '#domain/refused.ts';
import type { ExtensionRow, NoteRow, PartRow } from '#domain/tasks/schema.ts';
import type { Reader } from '#server/db/open.ts';
import { rowsOf } from '#server/tasks/list/rows.ts';

/** How many notes, events and reminders a task shows; the totals stand beside them. */
const shown = 200;

type Counted<T> = { total: number; rows: T[] };

/** A task's own row with the names around it; not_found when row security hides it. */
export async function readTask(db: Reader, id: string) {
  const row = await db
    .selectFrom('tasks as t')
    .innerJoin('programmes as p', 'p.id', 't.programme_id')
    .leftJoin('organisations as o', 'o.id', 'p.org_id')
    .leftJoin('measures as m', 'm.id', 't.measure_id')
    .leftJoin('phases as h', 'h.id', 't.phase_id')
    .select([
      't.id',
      't.programme_id as programme',
      't.no',
      't.text',
      't.measure_id as measure',
      't.phase_id as phase',
      't.from_on',
      't.due_on',
      't.continuing',
      't.state',
      't.version',
      't.created_at',
    ])
    .select([
      'p.title as programme_title',
      'p.state as programme_state',
      'p.org_id as lead_office',
      'o.name as lead_office_name',
      'm.title as measure_title',
      'h.title as phase_title',
    ])
    .where('t.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'task' });
  return row;
}

/** Every part with the name of its organisation; those taken off are at the end. */
export async function readParts(
  db: Reader,
  task: string,
): Promise<(Static<typeof PartRow> & { reported_at: string | null; confirmed_at: string | null })[]> {
  const rows = await rowsOf(
    db,
    sql<Static<typeof PartRow> & { reported_at: string | null; confirmed_at: string | null }>`
    select x.id, x.org_id as organisation, x.unit_name as unit, x.group_name as "group", x.role, x.state, x.due_on, x.reported_at, x.confirmed_at
      from parts x where x.task_id = ${task}
     order by x.state = 'cancelled', x.role, x.group_name nulls first, x.id`,
  );
  return rows;
}

/** What was written on a task, newest first, with the files of each. */
export async function readNotes(db: Reader, task: string): Promise<Counted<Static<typeof NoteRow>>> {
  const rows = await rowsOf(
    db,
    sql<Counted<Static<typeof NoteRow>>>`
    with newest as (select * from progress_notes where task_id = ${task} order by at desc, id desc limit ${shown})
    select (select count(*) from progress_notes where task_id = ${task}) as total, coalesce((
      select json_agg(json_build_object('id', n.id, 'part', n.part_id, 'act', n.act, 'text', n.text, 'organisation', n.org_id,
        'organisation_name', o.name, 'person_name', p.name, 'at', n.at, 'files', f.files) order by n.at desc, n.id desc)
      from newest n left join organisations o on o.id = n.org_id left join people p on p.id = n.person_id
        cross join lateral (select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'size', f.size, 'media_type', f.media_type)
          order by f.created_at), '[]') as files from files f where f.id = any (n.file_ids)) f), '[]') as rows`,
  );
  return rows[0] ?? { total: 0, rows: [] };
}

export async function readExtensions(db: Reader, task: string): Promise<Static<typeof ExtensionRow>[]> {
  const rows = await rowsOf(
    db,
    sql<Static<typeof ExtensionRow>>`
    select e.id, e.part_id as part, e.org_id as organisation, e.asked_at, e.from_on, e.to_on, e.reason, e.state, e.decided_at, e.decision_reason, d.due_on as decide_by
      from extensions e left join deadlines d on d.noun = 'extension' and d.row_id = e.id and d.kind = 'extension.decide'
     where e.task_id = ${task} order by e.asked_at desc, e.id desc`,
  );
  return rows;
}

export type TaskEvent = {
  id: string;
  at: string;
  act: string;
  organisation_name: string | null;
  person_name: string | null;
  data: Record<string, unknown>;
};

/** The record of acts on a task, newest first. */
export async function readEvents(db: Reader, task: string): Promise<Counted<TaskEvent>> {
  const rows = await rowsOf(
    db,
    sql<Counted<TaskEvent>>`
    with newest as (select * from events where noun = 'task' and row_id = ${task} order by at desc, id desc limit ${shown})
    select (select count(*) from events where noun = 'task' and row_id = ${task}) as total, coalesce((
      select json_agg(json_build_object('id', e.id, 'at', e.at, 'act', e.act, 'organisation_name', o.name, 'person_name', p.name, 'data', e.data)
        order by e.at desc, e.id desc)
      from newest e left join organisations o on o.id = e.org_id left join people p on p.id = e.person_id), '[]') as rows`,
  );
  return rows[0] ?? { total: 0, rows: [] };
}

export type TaskReminder = { id: string; part: string; message: string; sent_at: string; by_system: boolean };

/** Reminders sent for the parts of a task, newest first. */
export async function readReminders(db: Reader, task: string): Promise<Counted<TaskReminder>> {
  const rows = await rowsOf(
    db,
    sql<TaskReminder & { total: number }>`
    select r.id, d.row_id as part, r.message, r.sent_at, r.sent_by is null as by_system, count(*) over () as total
      from parts x join deadlines d on d.noun = 'part' and d.row_id = x.id join reminders r on r.deadline_id = d.id
     where x.task_id = ${task} order by r.sent_at desc, r.id desc limit ${shown}`,
  );
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _total, ...row }) => row) };
}
