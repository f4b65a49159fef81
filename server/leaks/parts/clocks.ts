import { leakClocks } from '#domain/leaks/deadlines.ts';
import { stepsDue } from '#domain/leaks/steps.ts';
import { meetDeadline, startDeadline } from '#server/kernel/deadlines.ts';
import { dayInChina, type VerbContext } from '#server/kernel/verb.ts';
import type { StepsDone } from '#server/leaks/load.ts';
import { firmOf } from '#server/secrets/load.ts';
import { firstSteps } from './steps.ts';

type Open = { readonly id: string; readonly number: number; readonly found_at: string; readonly steps: StepsDone };

/** The clock of an open incident stands on the day of its next step; none left meets it. */
export async function setNextStep(ctx: VerbContext, leak: Open): Promise<void> {
  const clock = { noun: 'leak', row: leak.id, kind: 'next_step' };
  const foundAt = Date.parse(leak.found_at);
  const next = stepsDue(firstSteps, { foundAt, now: ctx.now.getTime(), done: leak.steps }).find(({ done }) => !done);
  if (!next) return meetDeadline(ctx.db, clock, ctx.now);
  await startDeadline(ctx.db, {
    ...clock,
    ...{ org: firmOf(ctx).organisation, programme: null, path: '', title: leakClocks.next_step(leak.number) },
    due: dayInChina(new Date(next.dueAt)),
  });
}
