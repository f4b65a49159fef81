import Type from 'typebox';
import { checkPeriod } from '#domain/secrets/rules.ts';
import { actFields, actOutput, termFields } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadKnown } from '#server/secrets/load.ts';
import { writeStep } from '#server/secrets/parts/steps.ts';

/** 变更 of level or period, asked for; old and new value and the reason are in the sealed form. Another officer approves. */
export const changeSecret = verb({
  name: 'secret.change',
  deposits: true,
  input: Type.Object({ ...actFields, ...termFields }),
  output: actOutput,
  async run(ctx, { id, version, level, period, period_to = null, ...form }) {
    checkPeriod({ period, period_to }, ctx.today);
    const { secret, state } = await loadKnown(ctx, { id, version, act: 'change' });
    return writeStep(ctx, secret, {
      ...{ kind: 'change', stepState: 'asked', form, state },
      told: { level, period, period_to },
    });
  },
});
