import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Prose } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { shareWith } from '#server/tasks/parts/add-parts.ts';
import { loadOwnTask, partState } from '#server/tasks/parts/load.ts';
import { writeNote } from '#server/tasks/parts/notes.ts';
import { movePart, settleTask } from '#server/tasks/parts/settle.ts';

/** The lead office opens a finished or dropped task again, with a reason: one part, or every part in the task's state. */
export const reopenTask = verb({
  name: 'task.reopen',
  input: Type.Object({ id: Id, part: Type.Optional(Id), reason: Prose }),
  output: Type.Object({ state: Type.String(), parts: Type.Integer() }),
  async run(ctx, { id, part, reason }) {
    const task = await loadOwnTask(ctx, { id });
    if (part === undefined && task.state !== 'confirmed' && task.state !== 'cancelled')
      throw new Refused('wrong_state', { state: task.state });
    let chosen = ctx.db.selectFrom('parts').selectAll().where('task_id', '=', id);
    chosen = part === undefined ? chosen.where('state', '=', task.state) : chosen.where('id', '=', part);
    const parts = await chosen.execute();
    if (part !== undefined && parts.length === 0) throw new Refused('not_found', { noun: 'part' });
    for (const row of parts) await movePart(ctx, { ...row, state: partState(row.state) }, 'reopen');
    await shareWith(
      ctx.db,
      task.programme_id,
      parts.flatMap(({ org_id }) => org_id ?? []),
    );
    await settleTask(ctx.db, id);
    await writeNote(ctx, { task, part: part ?? null, act: 'reopen', text: reason });
    const { state } = await ctx.db
      .updateTable('tasks')
      .set({ version: task.version + 1 })
      .where('id', '=', id)
      .returning('state')
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, programme: task.programme_id, path: task.path, data: { parts: parts.length } });
    return { state, parts: parts.length };
  },
});
