import { nextState } from '#domain/states.ts';
import { clockOf, taskClocks } from '#domain/tasks/deadlines.ts';
import { effectiveDue, taskState } from '#domain/tasks/rules.ts';
import { partStates } from '#domain/tasks/states.ts';
import type { Writer } from '#server/db/open.ts';
import { meetDeadline, resumeDeadline, stopDeadline } from '#server/kernel/deadlines.ts';
import { type Part, partState } from '#server/tasks/parts/load.ts';

/** One step of a part by its state table, with its clock. `wrong_state` when the table has no such step. */
export async function movePart({ db, now }: { db: Writer; now: Date }, part: Part, act: string): Promise<void> {
  const next = nextState(partStates, part.state, act);
  const times =
    next === 'reported'
      ? { reported_at: now.toISOString() }
      : next === 'confirmed'
        ? { confirmed_at: now.toISOString() }
        : {};
  const cleared = next === 'assigned' ? { reported_at: null, confirmed_at: null } : {};
  await db
    .updateTable('parts')
    .set({ state: next, ...times, ...cleared, version: part.version + 1 })
    .where('id', '=', part.id)
    .returning('id')
    .executeTakeFirstOrThrow();
  if (clockOf(next) !== clockOf(part.state)) await setClock({ db, now }, part.id, clockOf(next));
}

async function setClock(
  { db, now }: { db: Writer; now: Date },
  row: string,
  to: ReturnType<typeof clockOf>,
): Promise<void> {
  const clock = { ...taskClocks.due, row };
  if (to === 'met') await meetDeadline(db, clock, now);
  else if (to === 'stopped') await stopDeadline(db, clock, now);
  else await resumeDeadline(db, clock);
}

/** Writes the state and the date that follow from a task's parts. Every verb that touches a part ends with this. */
export async function settleTask(db: Writer, id: string): Promise<void> {
  const rows = await db.selectFrom('parts').select(['role', 'state', 'due_on']).where('task_id', '=', id).execute();
  // The role's check constraint allows exactly these two.
  const parts = rows.map((row) => ({
    role: row.role as 'lead' | 'supporting',
    state: partState(row.state),
    due_on: row.due_on,
  }));
  const due = effectiveDue(parts);
  await db
    .updateTable('tasks')
    .set({ state: taskState(parts), ...(due === null ? {} : { due_on: due }) })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirstOrThrow();
}

/**
 * Once every lead unit is confirmed the task is done, and with it what the supporting units owed to it: their parts
 * are concluded, so that nobody is reminded of a task that has ended.
 */
export async function concludeSupporting(ctx: { db: Writer; now: Date }, id: string): Promise<void> {
  const { state } = await ctx.db.selectFrom('tasks').select('state').where('id', '=', id).executeTakeFirstOrThrow();
  if (state !== 'confirmed') return;
  const open = await ctx.db
    .selectFrom('parts')
    .selectAll()
    .where('task_id', '=', id)
    .where('role', '=', 'supporting')
    .where('state', 'in', ['assigned', 'reported'])
    .execute();
  for (const part of open) await movePart(ctx, { ...part, state: partState(part.state) }, 'conclude');
  await dropExtensions(
    ctx,
    open.map((part) => part.id),
  );
}

/** A part that is done or dropped needs no more time: what was asked for it is withdrawn. */
export async function dropExtensions({ db, now }: { db: Writer; now: Date }, parts: readonly string[]): Promise<void> {
  if (parts.length === 0) return;
  const dropped = await db
    .updateTable('extensions')
    .set({ state: 'cancelled', decided_at: now.toISOString() })
    .where('part_id', 'in', parts)
    .where('state', '=', 'asked')
    .returning('id')
    .execute();
  for (const { id } of dropped) await stopDeadline(db, { ...taskClocks.decide, row: id }, now);
}
