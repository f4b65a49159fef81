import Type from 'typebox';
import { actFields, actOutput } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadKnown } from '#server/secrets/load.ts';
import { writeStep } from '#server/secrets/parts/steps.ts';

/** It has leaked: still kept and defended, and seen as such in the register (domain facts 8.2). How is in the sealed form. */
export const exposeSecret = verb({
  name: 'secret.expose',
  deposits: true,
  input: Type.Object(actFields),
  output: actOutput,
  async run(ctx, { id, version, ...form }) {
    const { secret, state } = await loadKnown(ctx, { id, version, act: 'expose' });
    return writeStep(ctx, secret, { kind: 'expose', stepState: 'done', form, state });
  },
});
