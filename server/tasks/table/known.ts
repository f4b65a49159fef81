import { sql } from 'kysely';
import { splitUnits } from '#domain/plans/units.ts';
import type { Writer } from '#server/db/open.ts';
import { meaningsOf, type Place, type Unit } from '#server/tasks/parts/units.ts';
import type { SheetRow } from '#server/tasks/table/read.ts';

/** A unit of a task under the name that a workbook shows: a group once, by its own name. */
export type PartOf = {
  readonly ids: readonly string[];
  readonly name: string;
  readonly role: 'lead' | 'supporting';
  readonly state: string;
};

export type Existing = {
  readonly id: string;
  readonly no: string;
  readonly text: string;
  readonly measure: string | null;
  readonly phase: string | null;
  readonly from_on: string | null;
  readonly due_on: string | null;
  readonly continuing: boolean;
  readonly state: string;
  readonly parts: readonly PartOf[];
};

/** What a programme has, as far as a workbook can name it; `units` and `refusals` are what each unit name means. */
export type Known = {
  readonly byId: ReadonlyMap<string, Existing>;
  readonly byNo: ReadonlyMap<string, readonly Existing[]>;
  readonly measures: ReadonlyMap<string, string>;
  readonly phases: ReadonlyMap<string, string>;
  readonly units: ReadonlyMap<string, readonly Unit[]>;
  readonly refusals: ReadonlyMap<string, string>;
  readonly last: number;
};

/** Reads and locks the tasks of a programme, and looks up each unit name of the sheet once. */
export async function readKnown(db: Writer, place: Place, rows: readonly SheetRow[]): Promise<Known> {
  await sql`select id from tasks where programme_id = ${place.programme_id} order by id for update`.execute(db);
  const { rows: tasks } = await sql<Existing & { position: number }>`
    select t.id, t.no, t.text, t.measure_id as measure, t.phase_id as phase, t.from_on, t.due_on, t.continuing, t.state, t.position, u.parts
      from tasks t cross join lateral (
        select coalesce(json_agg(json_build_object('ids', n.ids, 'name', n.name, 'role', n.role, 'state', n.state)), '[]') as parts
          from (select coalesce(x.group_name, x.unit_name) as name, x.role, json_agg(x.id) as ids,
              case when bool_and(x.state = 'assigned') then 'assigned' else 'reported' end as state
            from parts x where x.task_id = t.id and x.state <> 'cancelled' group by 1, 2) n) u
     where t.programme_id = ${place.programme_id} order by t.position, t.id`.execute(db);
  const measures = await db
    .selectFrom('measures')
    .select(['id', 'no', 'title'])
    .where('programme_id', '=', place.programme_id)
    .execute();
  const phases = await db
    .selectFrom('phases')
    .select(['id', 'title'])
    .where('programme_id', '=', place.programme_id)
    .execute();
  return {
    byId: new Map(tasks.map((task) => [task.id, task])),
    byNo: Map.groupBy(
      tasks.filter((task) => task.no !== ''),
      (task) => task.no,
    ),
    measures: new Map(
      measures.flatMap(({ id, no, title }) => [
        [bare(title), id],
        [bare(no + title), id],
      ]),
    ),
    phases: new Map(phases.map(({ id, title }) => [bare(title), id])),
    last: tasks.reduce((most, { position }) => Math.max(most, position), -1),
    ...(await readUnits(db, place, rows)),
  };
}

const bare = (text: string): string => text.replaceAll(/\s/g, '');

async function readUnits(
  db: Writer,
  place: Place,
  rows: readonly SheetRow[],
): Promise<Pick<Known, 'units' | 'refusals'>> {
  const names = [...new Set(rows.flatMap(({ cells }) => splitUnits(`${cells.lead ?? ''}、${cells.supporting ?? ''}`)))];
  const meanings = [...(await meaningsOf(db, place, names))];
  return {
    units: new Map(meanings.flatMap(([name, meaning]) => ('refused' in meaning ? [] : [[name, meaning]]))),
    refusals: new Map(meanings.flatMap(([name, meaning]) => ('refused' in meaning ? [[name, meaning.refused]] : []))),
  };
}
