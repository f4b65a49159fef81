import Type from 'typebox';
import { needsSecond } from '#domain/secrets/rules.ts';
import { actFields, actOutput } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadKnown } from '#server/secrets/load.ts';
import { writeStep } from '#server/secrets/parts/steps.ts';

/**
 * What left the firm, to whom and on what basis (C25): all of it, with the digests of original and copy, is in the
 * sealed form, whose own digests are deposited. What is of the core level leaves after another officer approved.
 */
export const discloseSecret = verb({
  name: 'secret.disclose',
  deposits: true,
  input: Type.Object(actFields),
  output: actOutput,
  async run(ctx, { id, version, ...form }) {
    const { secret, state } = await loadKnown(ctx, { id, version, act: 'disclose' });
    const stepState = needsSecond('disclose', secret.level) ? 'asked' : 'done';
    return writeStep(ctx, secret, { kind: 'disclose', stepState, form, state });
  },
});
