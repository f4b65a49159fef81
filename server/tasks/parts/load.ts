import { Refused } from '#domain/refused.ts';
import type { PartState } from '#domain/tasks/states.ts';
import type { Writer } from '#server/db/open.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { organisationOf } from '#server/programmes/load.ts';

type Asking = Pick<VerbContext, 'db' | 'actor'>;

export type Task = Awaited<ReturnType<typeof loadTask>>;

/** The task with what its programme says of it; not_found when row security hides it. */
export async function loadTask(db: Writer, id: string) {
  const row = await db
    .selectFrom('tasks as t')
    .innerJoin('programmes as p', 'p.id', 't.programme_id')
    .selectAll('t')
    .select(['p.org_id as lead_office', 'p.state as programme_state', 'p.division_code'])
    .where('t.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'task' });
  return row;
}

/**
 * The task, locked, for the lead office of its running programme: not_lead_office, wrong_state for a closed programme,
 * changed_meanwhile when `version` is given and no longer the newest.
 */
export async function loadOwnTask(
  { db, actor }: Asking,
  { id, version }: { id: string; version?: number },
): Promise<Task> {
  const task = await loadTask(db, id);
  if (actor.kind !== 'person' || actor.organisation !== task.lead_office) throw new Refused('not_lead_office');
  const locked = await lockTask(db, task);
  if (version !== undefined && version !== locked.version)
    throw new Refused('changed_meanwhile', { version: locked.version });
  return locked;
}

export type Part = Awaited<ReturnType<typeof loadPart>>;

/** A part of this task; not_found when the id names a part of another. */
export async function loadPart(db: Writer, { task, part }: { task: string; part: string }) {
  const row = await db
    .selectFrom('parts')
    .selectAll()
    .where('id', '=', part)
    .where('task_id', '=', task)
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'part' });
  return { ...row, state: partState(row.state) };
}

/**
 * The part of the actor's own organisation, with its task locked: the one named, else the lead part, else the other.
 * not_your_part when the task is not assigned to the organisation.
 */
export async function loadMyPart(
  { db, actor }: Asking,
  { id, part }: { id: string; part?: string | undefined },
): Promise<{ task: Task; part: Part }> {
  const { organisation } = organisationOf(actor);
  const task = await lockTask(db, await loadTask(db, id), organisation);
  let found = db.selectFrom('parts').selectAll().where('task_id', '=', id).where('org_id', '=', organisation);
  if (part !== undefined) found = found.where('id', '=', part);
  const rows = await found.orderBy('role').execute();
  const mine = rows.find((row) => row.state !== 'cancelled') ?? rows[0];
  if (!mine) throw new Refused('not_your_part');
  return { task, part: { ...mine, state: partState(mine.state) } };
}

/** Locks the task, so that acts on its parts come one after the other. Somebody who may only look has no part in it. */
async function lockTask(db: Writer, task: Task, organisation?: string): Promise<Task> {
  if (task.programme_state !== 'running') throw new Refused('wrong_state', { state: task.programme_state });
  const locked = await db.selectFrom('tasks').selectAll().where('id', '=', task.id).forUpdate().executeTakeFirst();
  if (!locked) throw new Refused(organisation === undefined ? 'not_lead_office' : 'not_your_part');
  return { ...task, ...locked };
}

/** The column's check constraint allows exactly these four. */
export const partState = (text: string): PartState => text as PartState;
