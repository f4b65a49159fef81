import Type from 'typebox';
import { actFields, actOutput } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadKnown } from '#server/secrets/load.ts';
import { writeStep } from '#server/secrets/parts/steps.ts';

/** 解密, asked for: published, patented, expired or worth nothing any more. Takes effect when another officer approves. */
export const declassifySecret = verb({
  name: 'secret.declassify',
  deposits: true,
  input: Type.Object(actFields),
  output: actOutput,
  async run(ctx, { id, version, ...form }) {
    const { secret } = await loadKnown(ctx, { id, version, act: 'declassify' });
    return writeStep(ctx, secret, { kind: 'declassify', stepState: 'asked', form, state: secret.state });
  },
});
