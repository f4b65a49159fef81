import Type from 'typebox';
import { Id, Prose } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { decide } from '#server/tasks/parts/decide.ts';

/** The lead office does not grant more time, and says why; the date stays. */
export const refuseExtension = verb({
  name: 'task.refuse-extension',
  input: Type.Object({ id: Id, extension: Id, reason: Prose }),
  output: Type.Object({ part: Id }),
  async run(ctx, { id, extension, reason }) {
    const { asked } = await decide(ctx, { id, extension, act: 'refuse-extension', reason });
    return { part: asked.part_id };
  },
});
