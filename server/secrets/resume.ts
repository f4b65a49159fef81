import Type from 'typebox';
import { actFields, actOutput } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadKnown } from '#server/secrets/load.ts';
import { writeStep } from '#server/secrets/parts/steps.ts';

/** In force again after it was suspended, or after a leak was closed. */
export const resumeSecret = verb({
  name: 'secret.resume',
  deposits: true,
  input: Type.Object(actFields),
  output: actOutput,
  async run(ctx, { id, version, ...form }) {
    const { secret, state } = await loadKnown(ctx, { id, version, act: 'resume' });
    return writeStep(ctx, secret, { kind: 'resume', stepState: 'done', form, state });
  },
});
