import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Version } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadLeak } from '#server/leaks/load.ts';
import { setNextStep } from '#server/leaks/parts/clocks.ts';
import { firstSteps } from '#server/leaks/parts/steps.ts';
import { firmOf } from '#server/secrets/load.ts';

/** A first step is done, or after all is not; who said so and when stays beside it. */
export const checkStep = verb({
  name: 'leak.check-off',
  input: Type.Object({ id: Id, version: Version, step: Type.String({ maxLength: 40 }), done: Type.Boolean() }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version: seen, step, done }) {
    const { leak } = await loadLeak(ctx, { id, version: seen, act: 'step' });
    if (!firstSteps.some(({ key }) => key === step)) throw new Refused('leak_step_unknown', { step });
    const { [step]: _, ...others } = leak.steps;
    const steps = done ? { ...leak.steps, [step]: { at: ctx.now.toISOString(), by: firmOf(ctx).person } } : others;
    const version = leak.version + 1;
    await ctx.db
      .updateTable('leaks')
      .set({ steps: JSON.stringify(steps), version })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await setNextStep(ctx, { ...leak, steps });
    ctx.about({ row: id, path: '', data: { step, done } });
    return { version };
  },
});
