import Type from 'typebox';
import { actFields, actOutput } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadKnown } from '#server/secrets/load.ts';
import { writeStep } from '#server/secrets/parts/steps.ts';

/** 隐密: how it was made hard to see (marks, code names, splitting, masking) is in the sealed form. */
export const concealSecret = verb({
  name: 'secret.conceal',
  deposits: true,
  input: Type.Object(actFields),
  output: actOutput,
  async run(ctx, { id, version, ...form }) {
    const { secret, state } = await loadKnown(ctx, { id, version, act: 'conceal' });
    return writeStep(ctx, secret, { kind: 'conceal', stepState: 'done', form, state, change: { concealed: true } });
  },
});
