import Type from 'typebox';
import { Day, Id, Prose } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { decide } from '#server/tasks/parts/decide.ts';
import { moveDue } from '#server/tasks/parts/due.ts';
import { settleTask } from '#server/tasks/parts/settle.ts';

/** The lead office grants more time: the part and its clock move to the day asked for. */
export const grantExtension = verb({
  name: 'task.grant-extension',
  input: Type.Object({ id: Id, extension: Id, reason: Type.Optional(Prose) }),
  output: Type.Object({ part: Id, due_on: Day }),
  async run(ctx, { id, extension, reason }) {
    const { task, asked } = await decide(ctx, { id, extension, act: 'grant-extension', reason: reason ?? null });
    await moveDue(ctx, { task, due: asked.to_on, part: asked.part_id });
    await settleTask(ctx.db, id);
    return { part: asked.part_id, due_on: asked.to_on };
  },
});
