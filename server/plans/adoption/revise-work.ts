import { sql } from 'kysely';
import type { Meant } from '#domain/plans/adopt-rules.ts';
import type { Change, RunningTask } from '#domain/plans/difference.ts';
import type { Draft, Task } from '#domain/plans/schema.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { insertMany } from './insert-many.ts';
import { reviseParts } from './revise-parts.ts';
import { type Home, type PhaseRow, type TaskRow, taskRow, workRows } from './rows.ts';

export type WorkRevision = {
  readonly home: Home;
  readonly draft: Draft;
  readonly changes: readonly Change<RunningTask>[];
  /** Row ids of the measures by the draft's element ids. */
  readonly measures: ReadonlyMap<string, string>;
  readonly phases: readonly PhaseRow[];
  readonly meant: ReadonlyMap<string, Meant>;
};

type Placed = { readonly task: Task; readonly measure_id: string; readonly position: number };

/** Tasks as the new version has them (C03): new ones made, kept ones updated, those that are gone cancelled. */
export async function reviseWork(ctx: VerbContext, revision: WorkRevision): Promise<void> {
  const { db } = ctx;
  const { home, changes, phases, meant } = revision;
  const placed = placeTasks(revision);
  await cancelTasks(
    ctx,
    changes.flatMap((change) => (change.kind === 'removed' ? [change.before.id] : [])),
  );
  const kept = changes.flatMap((change) => {
    if (change.kind !== 'same' && change.kind !== 'changed') return [];
    const at = placed.get(change.after.id);
    return at
      ? [{ change, task: at.task, row: { ...taskRow(at.task, { home, phases, meant, ...at }), id: change.before.id } }]
      : [];
  });
  await updateTasks(
    ctx,
    kept.map(({ row }) => row),
  );
  const changed = kept.filter(({ change }) => change.kind === 'changed');
  await reviseParts(ctx, { home, meant, tasks: changed.map(({ task, row }) => ({ task, row })) });
  const fresh = changes.flatMap((change) => (change.kind === 'added' ? (placed.get(change.after.id) ?? []) : []));
  const made = fresh.map((at) => workRows([{ row: { id: at.measure_id }, tasks: [at.task] }], { home, phases, meant }));
  await insertMany(
    db,
    'tasks',
    made.flatMap(({ tasks }, at) => tasks.map((row) => ({ ...row, position: fresh[at]?.position ?? 0 }))),
  );
  await insertMany(
    db,
    'parts',
    made.flatMap(({ parts }) => parts),
  );
  await insertMany(
    db,
    'deadlines',
    made.flatMap(({ deadlines }) => deadlines),
  );
}

function placeTasks({ draft, measures }: WorkRevision): Map<string, Placed> {
  const all = draft.measures.flatMap((measure) =>
    measure.tasks.map((task) => ({ task, measure_id: measures.get(measure.id) ?? '' })),
  );
  return new Map(all.map((at, position) => [at.task.id, { ...at, position }]));
}

/** One statement for all; a row that stays as it was keeps its version. */
async function updateTasks({ db }: VerbContext, rows: readonly TaskRow[]): Promise<void> {
  await sql`
    update tasks t set measure_id = r.measure_id, phase_id = r.phase_id, position = r.position, no = r.no, text = r.text,
      from_on = r.from_on, due_on = r.due_on, continuing = r.continuing, version = t.version + 1
    from jsonb_populate_recordset(null::tasks, ${JSON.stringify(rows)}::jsonb) r
    where t.id = r.id and (t.measure_id, t.phase_id, t.position, t.no, t.text, t.from_on, t.due_on, t.continuing)
      is distinct from (r.measure_id, r.phase_id, r.position, r.no, r.text, r.from_on, r.due_on, r.continuing)`.execute(
    db,
  );
}

/** The task and what of it is not done yet; notes and confirmed parts stay as they are. */
async function cancelTasks(ctx: VerbContext, ids: readonly string[]): Promise<void> {
  const { db, now } = ctx;
  if (ids.length === 0) return;
  const all = JSON.stringify(ids);
  await sql`update tasks set state = 'cancelled', version = version + 1
    where id in (select value::uuid from jsonb_array_elements_text(${all}::jsonb))`.execute(db);
  await sql`with gone as (update parts set state = 'cancelled', version = version + 1
      where task_id in (select value::uuid from jsonb_array_elements_text(${all}::jsonb)) and state in ('assigned', 'reported') returning id),
      stopped as (update deadlines set stopped_at = ${now.toISOString()} where noun = 'part' and row_id in (select id from gone)),
      asked as (update extensions set state = 'cancelled', decided_at = ${now.toISOString()}
        where part_id in (select id from gone) and state = 'asked' returning id)
    update deadlines set stopped_at = ${now.toISOString()} where noun = 'extension' and row_id in (select id from asked)`.execute(
    db,
  );
}
