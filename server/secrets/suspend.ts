import Type from 'typebox';
import { actFields, actOutput } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadKnown } from '#server/secrets/load.ts';
import { writeStep } from '#server/secrets/parts/steps.ts';

/** Nobody takes it out for now; who knows it is unchanged. The reason is in the sealed form. */
export const suspendSecret = verb({
  name: 'secret.suspend',
  deposits: true,
  input: Type.Object(actFields),
  output: actOutput,
  async run(ctx, { id, version, ...form }) {
    const { secret, state } = await loadKnown(ctx, { id, version, act: 'suspend' });
    return writeStep(ctx, secret, { kind: 'suspend', stepState: 'done', form, state });
  },
});
