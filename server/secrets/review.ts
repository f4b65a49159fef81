import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Day } from '#domain/schema.ts';
import { actFields, actOutput } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadKnown } from '#server/secrets/load.ts';
import { countRegister, meetClock, reviewDay, startClock } from '#server/secrets/parts/clocks.ts';
import { levelOf } from '#server/secrets/parts/effects.ts';
import { writeStep } from '#server/secrets/parts/steps.ts';

/** 复核: still secret, still worth it, still the right people? The next day follows from the level, or is chosen earlier. */
export const reviewSecret = verb({
  name: 'secret.review',
  deposits: true,
  input: Type.Object({ ...actFields, next_on: Type.Optional(Day) }),
  output: actOutput,
  async run(ctx, { id, version, next_on, ...form }) {
    const { secret, state } = await loadKnown(ctx, { id, version, act: 'review' });
    const usual = await reviewDay(ctx, { level: levelOf(secret.level), period_to: secret.period_to });
    // A period that has ended already is looked at today.
    const latest = [usual, ctx.today].toSorted().at(-1) ?? ctx.today;
    const review_on = next_on ?? latest;
    if (review_on < ctx.today || review_on > latest)
      throw new Refused('invalid', { field: 'next_on', rule: `${ctx.today} to ${latest}` });
    const written = await writeStep(ctx, secret, {
      ...{ kind: 'review', stepState: 'done', form, state },
      change: { review_on },
    });
    await meetClock(ctx, secret, 'review');
    if (review_on > ctx.today) await startClock(ctx, secret, { kind: 'review', due: review_on });
    await countRegister(ctx, true);
    return written;
  },
});
