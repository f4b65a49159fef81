import { sql } from 'kysely';
import type { Static } from 'typebox';
import { isCurrent } from '#domain/programmes/rules.ts';
import type { Basis, Counts } from '#domain/programmes/schema.ts';
import type { Reader, Writer } from '#server/db/open.ts';

/** Raw SQL asks for a handle that can write; the transaction of a query is read-only whatever the handle. */
const raw = (db: Reader): Writer => db as unknown as Writer;

type Share = { tasks: number; confirmed: number; late: number };
type Tally = Share & { measure_id: string | null; phase_id: string | null };

const noShare: Share = { tasks: 0, confirmed: 0, late: 0 };

const add = (one: Share, other: Share): Share => ({
  tasks: one.tasks + other.tasks,
  confirmed: one.confirmed + other.confirmed,
  late: one.late + other.late,
});

type Of = { readonly id: string; readonly today: string };

/** Phases with whether today lies in them (C02), and measures, each with how far its tasks are. */
export async function outlineOf(db: Reader, { id, today }: Of) {
  const tallies = await sql<Tally>`
    select measure_id, phase_id, count(*) as tasks, count(*) filter (where state = 'confirmed') as confirmed,
      count(*) filter (where state in ('assigned', 'reported') and due_on < ${today}) as late
    from tasks where programme_id = ${id} and state <> 'cancelled' group by measure_id, phase_id`.execute(raw(db));
  const shareOf = (key: 'measure_id' | 'phase_id', row: string): Share =>
    tallies.rows.filter((tally) => tally[key] === row).reduce<Share>(add, noShare);
  const phases = await db
    .selectFrom('phases')
    .select(['id', 'title', 'from_on', 'to_on'])
    .where('programme_id', '=', id)
    .orderBy('position')
    .execute();
  const measures = await db
    .selectFrom('measures')
    .select(['id', 'no', 'title'])
    .where('programme_id', '=', id)
    .orderBy('position')
    .execute();
  return {
    phases: phases.map((phase) => ({ ...phase, current: isCurrent(phase, today), ...shareOf('phase_id', phase.id) })),
    measures: measures.map((measure) => ({ ...measure, ...shareOf('measure_id', measure.id) })),
  };
}

export const noCounts: Static<typeof Counts> = {
  tasks: 0,
  confirmed: 0,
  reported: 0,
  late: 0,
  due_soon: 0,
  targets: 0,
  targets_met: 0,
};

export async function countsOf(db: Reader, id: string): Promise<Static<typeof Counts>> {
  const row = await db
    .selectFrom('programme_rollups')
    .select(['tasks', 'confirmed', 'reported', 'late', 'due_soon', 'targets', 'targets_met'])
    .where('programme_id', '=', id)
    .executeTakeFirst();
  return row ?? noCounts;
}

/** Unit names that no organisation stands behind yet, with in how many tasks they wait. */
export async function unresolvedOf(db: Reader, id: string): Promise<{ unit_name: string; tasks: number }[]> {
  return db
    .selectFrom('parts')
    .select((row) => ['unit_name', row.fn.count<number>('task_id').distinct().as('tasks')])
    .where('programme_id', '=', id)
    .where('org_id', 'is', null)
    .where('state', '<>', 'cancelled')
    .groupBy('unit_name')
    .orderBy('unit_name')
    .execute();
}

/** Adopted versions of the document, the newest first. */
export const plansOf = (db: Reader, id: string) =>
  db
    .selectFrom('plans')
    .select(['id', 'number', 'file_name', 'file_id', 'adopted_at'])
    .where('programme_id', '=', id)
    .where('state', '=', 'adopted')
    .orderBy('number', 'desc')
    .execute();

type Named = { id: string; title: string; division_name: string };

/** The superior's programme: its title shows even where the programme itself does not. */
export async function superiorOf(db: Reader, id: string | null): Promise<Named | null> {
  if (id === null) return null;
  const found = await sql<Named>`
    select p.id, p.title, d.name as division_name from (
      select id, title, division_code from programmes where id = ${id}
      union select id, title, division_code from humi_superiors() where id = ${id}
    ) p join divisions d on d.code = p.division_code`.execute(raw(db));
  return found.rows[0] ?? null;
}

export async function carriedOutBy(db: Reader, id: string): Promise<Named[]> {
  return db
    .selectFrom('programmes as p')
    .innerJoin('divisions as d', 'd.code', 'p.division_code')
    .select(['p.id', 'p.title', 'd.name as division_name'])
    .where('p.carries_out', '=', id)
    .orderBy('p.path')
    .limit(500)
    .execute();
}

/** The JSON column under its type: only adoption and programme.edit write it. */
export const basisOf = (basis: unknown): Static<typeof Basis>[] => basis as Static<typeof Basis>[];
