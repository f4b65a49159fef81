import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { actFields, actOutput } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadKnown } from '#server/secrets/load.ts';
import { resetDueBack } from '#server/secrets/parts/clocks.ts';
import { writeStep } from '#server/secrets/parts/steps.ts';

/** 归还: the copy of a use or disclosure is back, or not owed any more; what was found is in the sealed form. */
export const bringBackSecret = verb({
  name: 'secret.bring-back',
  deposits: true,
  input: Type.Object({ ...actFields, use: Id }),
  output: actOutput,
  async run(ctx, { id, version, use, ...form }) {
    const { secret, state } = await loadKnown(ctx, { id, version, act: 'bring-back' });
    const out = await ctx.db
      .selectFrom('secret_steps')
      .select(['id', 'returned_at'])
      .where('id', '=', use)
      .where('secret_id', '=', id)
      .where((step) =>
        step.or([step('kind', '=', 'use'), step('kind', '=', 'disclose').and('due_back_on', 'is not', null)]),
      )
      .where('state', 'in', ['done', 'granted'])
      .forUpdate()
      .executeTakeFirst();
    if (!out) throw new Refused('not_found', { noun: 'step', field: 'use' });
    if (out.returned_at !== null) throw new Refused('already_done');
    await ctx.db
      .updateTable('secret_steps')
      .set({ returned_at: ctx.now.toISOString() })
      .where('id', '=', use)
      .executeTakeFirstOrThrow();
    const written = await writeStep(ctx, secret, {
      ...{ kind: 'return', stepState: 'done', form, state, told: { of_step: use } },
      change: { out_count: secret.out_count - 1 },
    });
    await resetDueBack(ctx, secret);
    return written;
  },
});
