import { becomesTask } from '#domain/meetings/rules.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { addTask } from '#server/tasks/add.ts';
import type { Resolution } from './statement.ts';

/** Each resolution that names who leads becomes a task, by the act that adds tasks. Answers the tasks' ids. */
export async function makeTasks(
  ctx: VerbContext,
  programme: string,
  resolutions: readonly Resolution[],
): Promise<string[]> {
  const made: string[] = [];
  for (const { id, text, due_on, measure, unit, organisation } of resolutions) {
    if (!becomesTask({ unit, organisation })) continue;
    const lead = {
      ...(organisation === null ? {} : { organisation }),
      ...(unit === null ? {} : { unit }),
      role: 'lead' as const,
    };
    const task = await ctx.perform(addTask, { programme, text, due_on, measure, units: [lead] });
    await ctx.db.updateTable('resolutions').set({ task_id: task.id }).where('id', '=', id).executeTakeFirstOrThrow();
    made.push(task.id);
  }
  return made;
}
