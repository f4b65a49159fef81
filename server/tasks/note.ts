import Type from 'typebox';
import { Id, Prose } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { partStates } from '#domain/tasks/states.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadMyPart } from '#server/tasks/parts/load.ts';
import { writeNote } from '#server/tasks/parts/notes.ts';

/** A person of an assigned unit writes how far its part is, with attachments. */
export const noteTask = verb({
  name: 'task.note',
  input: Type.Object({
    id: Id,
    part: Type.Optional(Id),
    text: Prose,
    file_ids: Type.Optional(Type.Array(Id, { maxItems: 20 })),
  }),
  output: Type.Object({ id: Id }),
  async run(ctx, { id, part: wanted, text, file_ids }) {
    const { task, part } = await loadMyPart(ctx, { id, part: wanted });
    nextState(partStates, part.state, 'note');
    const note = await writeNote(ctx, { task, part: part.id, act: 'note', text, files: file_ids });
    ctx.about({
      row: id,
      programme: task.programme_id,
      path: task.path,
      data: { part: part.id, note, files: file_ids?.length ?? 0 },
    });
    return { id: note };
  },
});
