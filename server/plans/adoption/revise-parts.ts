import { type Meant, type PartToMake, partsOf } from '#domain/plans/adopt-rules.ts';
import type { Task } from '#domain/plans/schema.ts';
import { taskState } from '#domain/tasks/rules.ts';
import { startDeadline, stopDeadline } from '#server/kernel/deadlines.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { type Home, partRow, type TaskRow } from './rows.ts';

export type PartsRevision = {
  readonly home: Home;
  readonly meant: ReadonlyMap<string, Meant>;
  readonly tasks: readonly { readonly task: Task; readonly row: TaskRow }[];
};

type StoredPart = {
  id: string;
  task_id: string;
  org_id: string | null;
  unit_name: string;
  group_name: string | null;
  role: 'lead' | 'supporting';
  state: 'assigned' | 'reported' | 'confirmed' | 'cancelled';
};

/** The parts of changed tasks: new units get one, units that are gone are cancelled, days follow the new version. */
export async function reviseParts(ctx: VerbContext, { home, meant, tasks }: PartsRevision): Promise<void> {
  for (const { task, row } of tasks) {
    const stored = await loadParts(ctx, row.id);
    const wanted = partsOf(task, meant);
    const left = new Set(stored);
    for (const part of wanted) {
      const same = stored.find((one) => left.has(one) && isSame(one, part));
      if (same) left.delete(same);
      await keepPart(ctx, { home, row, part, same });
    }
    for (const part of left) await dropPart(ctx, part);
    const state = taskState(await loadParts(ctx, row.id));
    await ctx.db
      .updateTable('tasks')
      .set({ state: state === 'cancelled' ? 'assigned' : state })
      .where('id', '=', row.id)
      .execute();
  }
}

const loadParts = async ({ db }: VerbContext, task: string): Promise<StoredPart[]> =>
  // The check constraints of the table hold exactly these roles and states.
  (await db
    .selectFrom('parts')
    .select(['id', 'task_id', 'org_id', 'unit_name', 'group_name', 'role', 'state'])
    .where('task_id', '=', task)
    .execute()) as StoredPart[];

const isSame = (stored: StoredPart, part: PartToMake): boolean =>
  stored.org_id !== null && part.org_id !== null ? stored.org_id === part.org_id : stored.unit_name === part.unit_name;

type Keep = { home: Home; row: TaskRow; part: PartToMake; same: StoredPart | undefined };

async function keepPart({ db, now }: VerbContext, { home, row, part, same }: Keep): Promise<void> {
  if (same?.state === 'confirmed') return;
  const made = partRow(home, row, part);
  const id = same?.id ?? made.id;
  if (same) {
    const org_id = part.org_id ?? same.org_id;
    const state = same.state === 'cancelled' ? 'assigned' : same.state;
    await db
      .updateTable('parts')
      .set({ role: part.role, org_id, state, due_on: row.due_on ?? null })
      .where('id', '=', same.id)
      .execute();
  } else await db.insertInto('parts').values(made).execute();
  const clock = { noun: 'part', row: id, kind: 'task.due' };
  const about = {
    org: part.org_id ?? same?.org_id ?? null,
    programme: home.programme_id,
    path: home.path,
    title: row.text,
  };
  if (row.due_on) await startDeadline(db, { ...clock, ...about, due: row.due_on });
  else await stopDeadline(db, clock, now);
}

async function dropPart(ctx: VerbContext, part: StoredPart): Promise<void> {
  const { db, now } = ctx;
  if (part.state === 'confirmed' || part.state === 'cancelled') return;
  await db.updateTable('parts').set({ state: 'cancelled' }).where('id', '=', part.id).execute();
  await stopDeadline(db, { noun: 'part', row: part.id, kind: 'task.due' }, now);
  const asked = await db
    .updateTable('extensions')
    .set({ state: 'cancelled', decided_at: now.toISOString() })
    .where('part_id', '=', part.id)
    .where('state', '=', 'asked')
    .returning('id')
    .execute();
  for (const { id } of asked) await stopDeadline(db, { noun: 'extension', row: id, kind: 'extension.decide' }, now);
}
