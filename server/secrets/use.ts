import Type from 'typebox';
import { Day, orNull } from '#domain/schema.ts';
import { checkDueBack } from '#domain/secrets/rules.ts';
import { actFields, actOutput } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadKnown } from '#server/secrets/load.ts';
import { resetDueBack } from '#server/secrets/parts/clocks.ts';
import { writeStep } from '#server/secrets/parts/steps.ts';

/** 流转: from, to, carrier, copy number, purpose and basis are in the sealed form; in clear only when it is due back. */
export const useSecret = verb({
  name: 'secret.use',
  deposits: true,
  input: Type.Object({ ...actFields, due_back_on: Type.Optional(orNull(Day)) }),
  output: actOutput,
  async run(ctx, { id, version, due_back_on = null, ...form }) {
    const { secret, state } = await loadKnown(ctx, { id, version, act: 'use' });
    checkDueBack(due_back_on, ctx.today);
    const written = await writeStep(ctx, secret, {
      ...{ kind: 'use', stepState: 'done', form, state, told: { due_back_on } },
      change: { out_count: secret.out_count + 1 },
    });
    await resetDueBack(ctx, secret);
    return written;
  },
});
