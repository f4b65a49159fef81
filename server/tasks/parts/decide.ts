import { Refused } from '#domain/refused.ts';
import { nextState } from '#domain/states.ts';
import { taskClocks } from '#domain/tasks/deadlines.ts';
import { extensionStates } from '#domain/tasks/states.ts';
import { meetDeadline } from '#server/kernel/deadlines.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { organisationOf } from '#server/programmes/load.ts';
import { loadOwnTask, type Task } from '#server/tasks/parts/load.ts';

type Decision = { id: string; extension: string; act: 'grant-extension' | 'refuse-extension'; reason: string | null };

/** The lead office's word on an extension of this task: its next state, by whom, when, why; the clock to decide is met. */
export async function decide(
  ctx: VerbContext,
  { id, extension, act, reason }: Decision,
): Promise<{ task: Task; asked: { part_id: string; from_on: string | null; to_on: string } }> {
  const task = await loadOwnTask(ctx, { id });
  const asked = await ctx.db
    .selectFrom('extensions')
    .selectAll()
    .where('id', '=', extension)
    .where('task_id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!asked) throw new Refused('not_found', { noun: 'extension' });
  // The column's check constraint allows exactly the states of the machine.
  const state = nextState(extensionStates, asked.state as keyof typeof extensionStates, act);
  const { person } = organisationOf(ctx.actor);
  await ctx.db
    .updateTable('extensions')
    .set({
      state,
      decided_by: person,
      decided_at: ctx.now.toISOString(),
      decision_reason: reason,
      version: asked.version + 1,
    })
    .where('id', '=', extension)
    .returning('id')
    .executeTakeFirstOrThrow();
  await meetDeadline(ctx.db, { ...taskClocks.decide, row: extension }, ctx.now);
  ctx.about({
    row: id,
    programme: task.programme_id,
    path: task.path,
    data: { part: asked.part_id, extension, from_on: asked.from_on, to_on: asked.to_on },
  });
  return { task, asked };
}
