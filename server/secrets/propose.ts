import Type from 'typebox';
import { checkNotStateSecret, checkPeriod } from '#domain/secrets/rules.ts';
import { actFields, actOutput, termFields } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadKnown } from '#server/secrets/load.ts';
import { writeStep } from '#server/secrets/parts/steps.ts';

/**
 * 定密, proposed: level, period and the sealed classification form with the three elements. A state secret is refused
 * and nothing of it is kept; the declaration that it is none stands in the deposit.
 */
export const proposeSecret = verb({
  name: 'secret.propose',
  deposits: true,
  input: Type.Object({
    ...actFields,
    ...termFields,
    not_state_secret: Type.Boolean({ description: 'The proposer declares that it is no state secret' }),
  }),
  output: actOutput,
  async run(ctx, { id, version, level, period, period_to = null, not_state_secret, ...form }) {
    checkNotStateSecret(not_state_secret);
    checkPeriod({ period, period_to }, ctx.today);
    const { secret, state } = await loadKnown(ctx, { id, version, act: 'propose' });
    return writeStep(ctx, secret, {
      ...{ kind: 'classify', stepState: 'asked', form, state },
      told: { level, period, period_to },
    });
  },
});
