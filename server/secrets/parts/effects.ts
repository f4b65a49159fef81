import type { Level, Period } from '#domain/secrets/rules.ts';
import { checkPeriod } from '#domain/secrets/rules.ts';
import { secretStates } from '#domain/secrets/states.ts';
import { nextState } from '#domain/states.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { dropParts } from '#server/leaks/load.ts';
import type { Secret } from '#server/secrets/load.ts';
import { countRegister, reviewDay, startTerm, stopClock } from '#server/secrets/parts/clocks.ts';
import { moveOn } from '#server/secrets/parts/steps.ts';
import { removeFiles } from '#server/secrets/parts/store.ts';

type Asked = {
  readonly kind: string;
  readonly level: string | null;
  readonly period: string | null;
  readonly period_to: string | null;
  readonly due_back_on: string | null;
};

/** What happens when an asked step is approved; answers the new version and state of the secret. */
export async function takeEffect(ctx: VerbContext, secret: Secret, step: Asked) {
  if (step.kind === 'classify' || step.kind === 'change') return setTerm(ctx, secret, step);
  if (step.kind === 'declassify') return endTerm(ctx, secret);
  if (step.kind === 'destroy') return destroy(ctx, secret);
  const state = nextState(secretStates, secret.state, step.kind);
  const out = step.kind === 'disclose' && step.due_back_on !== null;
  return { version: await moveOn(ctx, secret, out ? { out_count: secret.out_count + 1 } : {}), state };
}

async function setTerm(ctx: VerbContext, secret: Secret, step: Asked) {
  const state = nextState(secretStates, secret.state, step.kind);
  const [level, period, period_to] = [levelOf(step.level), periodOf(step.period), step.period_to];
  // It may have waited longer than its period was to last.
  checkPeriod({ period, period_to }, ctx.today);
  const review_on = await reviewDay(ctx, { level, period_to });
  const first = step.kind === 'classify' ? { classified_on: ctx.today } : {};
  const version = await moveOn(ctx, secret, { ...first, level, period, period_to, review_on, state });
  await startTerm(ctx, secret, { review_on, period_to });
  await countRegister(ctx);
  return { version, state };
}

async function endTerm(ctx: VerbContext, secret: Secret) {
  const state = nextState(secretStates, secret.state, 'declassify');
  const version = await moveOn(ctx, secret, { state, declassified_on: ctx.today, review_on: null });
  await stopClock(ctx, secret, 'review');
  await stopClock(ctx, secret, 'period_end');
  await dropParts(ctx, secret.id);
  await countRegister(ctx);
  return { version, state };
}

async function destroy(ctx: VerbContext, secret: Secret) {
  const state = nextState(secretStates, secret.state, 'destroy');
  const version = await moveOn(ctx, secret, { state, files: 0 });
  await removeFiles(ctx, { secret: secret.id });
  return { version, state };
}

/** The column's check constraint allows exactly these; a step without one was never written. */
export const levelOf = (text: string | null): Level => (text ?? 'ordinary') as Level;

const periodOf = (text: string | null): Period => (text ?? 'long') as Period;
