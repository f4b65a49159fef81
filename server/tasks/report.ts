import Type from 'typebox';
import { Id, Prose } from '#domain/schema.ts';
import { statedFiles } from '#server/files/load.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadMyPart } from '#server/tasks/parts/load.ts';
import { writeNote } from '#server/tasks/parts/notes.ts';
import { dropExtensions, movePart, settleTask } from '#server/tasks/parts/settle.ts';

/** A unit says, in words and with proof, that its part is done. Its clock is met; the lead office confirms or returns. */
export const reportTask = verb({
  name: 'task.report',
  deposits: true,
  input: Type.Object({
    id: Id,
    part: Type.Optional(Id),
    text: Prose,
    file_ids: Type.Optional(Type.Array(Id, { maxItems: 20 })),
  }),
  output: Type.Object({ part: Id, state: Type.String() }),
  async run(ctx, { id, part: wanted, text, file_ids }) {
    const { task, part } = await loadMyPart(ctx, { id, part: wanted });
    await movePart(ctx, part, 'report');
    await dropExtensions(ctx, [part.id]);
    await settleTask(ctx.db, id);
    const note = await writeNote(ctx, { task, part: part.id, act: 'report', text, files: file_ids });
    ctx.about({
      row: id,
      programme: task.programme_id,
      path: task.path,
      data: { part: part.id, note, late: part.due_on !== null && part.due_on < ctx.today },
    });
    const files = await statedFiles(ctx.db, file_ids ?? []);
    ctx.deposit({ row: id, facts: { task: task.text, part: part.id, due_on: part.due_on, text }, files });
    return { part: part.id, state: 'reported' };
  },
});
