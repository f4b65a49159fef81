import Type from 'typebox';
import { Id, Prose } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadOwnTask, loadPart } from '#server/tasks/parts/load.ts';
import { writeNote } from '#server/tasks/parts/notes.ts';
import { concludeSupporting, movePart, settleTask } from '#server/tasks/parts/settle.ts';

/** The lead office accepts that units have done their parts. All of the parts named, or none. */
export const confirmTask = verb({
  name: 'task.confirm',
  deposits: true,
  input: Type.Object({
    id: Id,
    parts: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }),
    text: Type.Optional(Prose),
  }),
  output: Type.Object({ state: Type.String(), confirmed: Type.Integer() }),
  async run(ctx, { id, parts, text }) {
    const task = await loadOwnTask(ctx, { id });
    for (const part of parts) await movePart(ctx, await loadPart(ctx.db, { task: id, part }), 'confirm');
    await settleTask(ctx.db, id);
    await concludeSupporting(ctx, id);
    const single = parts.length === 1 ? (parts[0] ?? null) : null;
    if (text !== undefined) await writeNote(ctx, { task, part: single, act: 'confirm', text });
    const { state } = await ctx.db.selectFrom('tasks').select('state').where('id', '=', id).executeTakeFirstOrThrow();
    ctx.about({ row: id, programme: task.programme_id, path: task.path, data: { parts } });
    ctx.deposit({ row: id, facts: { task: task.text, parts, state, text: text ?? null } });
    return { state, confirmed: parts.length };
  },
});
