import Type from 'typebox';
import { Day, orNull } from '#domain/schema.ts';
import { checkDueBack, needsSecond } from '#domain/secrets/rules.ts';
import { actFields, actOutput } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadKnown } from '#server/secrets/load.ts';
import { resetDueBack } from '#server/secrets/parts/clocks.ts';
import { writeStep } from '#server/secrets/parts/steps.ts';

/**
 * What left the firm, to whom and on what basis (C25): all of it, with the digests of original and copy, is in the
 * sealed form, whose own digests are deposited. What is of the core level leaves after another officer approved. In clear
 * only the day on which the copy is due back.
 */
export const discloseSecret = verb({
  name: 'secret.disclose',
  deposits: true,
  input: Type.Object({ ...actFields, due_back_on: Type.Optional(orNull(Day)) }),
  output: actOutput,
  async run(ctx, { id, version, due_back_on = null, ...form }) {
    checkDueBack(due_back_on, ctx.today);
    const { secret, state } = await loadKnown(ctx, { id, version, act: 'disclose' });
    const stepState = needsSecond('disclose', secret.level) ? 'asked' : 'done';
    const leaves = stepState === 'done' && due_back_on !== null;
    const written = await writeStep(ctx, secret, {
      ...{ kind: 'disclose', stepState, form, state, told: { due_back_on } },
      ...(leaves ? { change: { out_count: secret.out_count + 1 } } : {}),
    });
    if (leaves) await resetDueBack(ctx, secret);
    return written;
  },
});
