import Type from 'typebox';
import { Id, Prose } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadOwnTask, loadPart } from '#server/tasks/parts/load.ts';
import { writeNote } from '#server/tasks/parts/notes.ts';
import { movePart, settleTask } from '#server/tasks/parts/settle.ts';

/** The lead office sends a reported part back with a reason; the unit's clock runs again, with the same date. */
export const returnTask = verb({
  name: 'task.return',
  input: Type.Object({ id: Id, part: Id, reason: Prose }),
  output: Type.Object({ state: Type.String() }),
  async run(ctx, { id, part: partId, reason }) {
    const task = await loadOwnTask(ctx, { id });
    await movePart(ctx, await loadPart(ctx.db, { task: id, part: partId }), 'return');
    await settleTask(ctx.db, id);
    await writeNote(ctx, { task, part: partId, act: 'return', text: reason });
    ctx.about({ row: id, programme: task.programme_id, path: task.path, data: { part: partId } });
    return { state: 'assigned' };
  },
});
