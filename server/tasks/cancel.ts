import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Prose, Version } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadOwnTask, partState } from '#server/tasks/parts/load.ts';
import { writeNote } from '#server/tasks/parts/notes.ts';
import { dropExtensions, movePart, settleTask } from '#server/tasks/parts/settle.ts';

/** The lead office drops a task, with a reason. What units had reported and had confirmed stays confirmed. */
export const cancelTask = verb({
  name: 'task.cancel',
  input: Type.Object({ id: Id, version: Version, reason: Prose }),
  output: Type.Object({ state: Type.String() }),
  async run(ctx, { id, version, reason }) {
    const task = await loadOwnTask(ctx, { id, version });
    if (task.state !== 'assigned' && task.state !== 'reported') throw new Refused('wrong_state', { state: task.state });
    const parts = await ctx.db
      .selectFrom('parts')
      .selectAll()
      .where('task_id', '=', id)
      .where('state', 'in', ['assigned', 'reported'])
      .execute();
    for (const part of parts) await movePart(ctx, { ...part, state: partState(part.state) }, 'cancel');
    await dropExtensions(
      ctx,
      parts.map((part) => part.id),
    );
    if (parts.length > 0) await settleTask(ctx.db, id);
    else
      await ctx.db
        .updateTable('tasks')
        .set({ state: 'cancelled' })
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirstOrThrow();
    await writeNote(ctx, { task, part: null, act: 'cancel', text: reason });
    const { state } = await ctx.db
      .updateTable('tasks')
      .set({ version: task.version + 1 })
      .where('id', '=', id)
      .returning('state')
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, programme: task.programme_id, path: task.path, data: { parts: parts.length } });
    return { state };
  },
});
