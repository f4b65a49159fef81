import Type from 'typebox';
import { Id, Prose, Version } from '#domain/schema.ts';
import { taskFields } from '#domain/tasks/schema.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { moveDue } from '#server/tasks/parts/due.ts';
import { checkFields } from '#server/tasks/parts/fields.ts';
import { loadOwnTask, type Task } from '#server/tasks/parts/load.ts';
import { settleTask } from '#server/tasks/parts/settle.ts';

/** The lead office changes what a task says or when it is due; a new date is the new date of every unit still at work. */
export const editTask = verb({
  name: 'task.edit',
  input: Type.Object({ id: Id, version: Version, text: Type.Optional(Prose), ...taskFields }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, ...changes }) {
    const task = await loadOwnTask(ctx, { id, version });
    const after = { ...before(task), ...changes };
    await checkFields(ctx.db, task.programme_id, after);
    await ctx.db
      .updateTable('tasks')
      .set({
        text: after.text,
        no: after.no,
        measure_id: after.measure,
        phase_id: after.phase,
        from_on: after.from_on,
        due_on: after.due_on,
        continuing: after.continuing,
        version: task.version + 1,
      })
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirstOrThrow();
    if (changes.due_on !== undefined && changes.due_on !== task.due_on)
      await moveEveryDue(ctx, { task, due: changes.due_on, title: after.text });
    ctx.about({
      row: id,
      programme: task.programme_id,
      path: task.path,
      data: { fields: Object.keys(changes), ...dueChange(task, after.due_on) },
    });
    return { version: task.version + 1 };
  },
});

const before = (task: Task) => ({
  text: task.text,
  no: task.no,
  measure: task.measure_id,
  phase: task.phase_id,
  from_on: task.from_on,
  due_on: task.due_on,
  continuing: task.continuing,
});

async function moveEveryDue(
  ctx: VerbContext,
  { task, due, title }: { task: Task; due: string | null; title: string },
): Promise<void> {
  await moveDue(ctx, { task: { ...task, text: title }, due });
  await settleTask(ctx.db, task.id);
}

const dueChange = (task: Task, due: string | null): Record<string, string | null> =>
  due === task.due_on ? {} : { due_before: task.due_on, due_after: due };
