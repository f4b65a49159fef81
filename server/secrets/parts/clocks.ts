import { type SecretClock, secretClocks } from '#domain/secrets/deadlines.ts';
import { type Level, nextReview, reviewRules } from '#domain/secrets/rules.ts';
import { keptStates } from '#domain/secrets/states.ts';
import { meetDeadline, startDeadline, stopDeadline } from '#server/kernel/deadlines.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { firmOf, type Secret } from '#server/secrets/load.ts';
import { ruleNumber } from '#server/settings/load.ts';

type Of = Pick<Secret, 'id' | 'number'>;

const clockOf = (secret: Of, kind: SecretClock) => ({ noun: 'secret', row: secret.id, kind });

/** Starts or moves a clock of a secret. */
export const startClock = (ctx: VerbContext, secret: Of, { kind, due }: { kind: SecretClock; due: string }) =>
  startDeadline(ctx.db, {
    ...clockOf(secret, kind),
    ...{ org: firmOf(ctx).organisation, programme: null, path: '', title: secretClocks[kind](secret.number), due },
  });

export const meetClock = (ctx: VerbContext, secret: Of, kind: SecretClock) =>
  meetDeadline(ctx.db, clockOf(secret, kind), ctx.now);

export const stopClock = (ctx: VerbContext, secret: Of, kind: SecretClock) =>
  stopDeadline(ctx.db, clockOf(secret, kind), ctx.now);

type Term = { readonly level: Level; readonly period_to: string | null };

/** Day of the next review by the rule rows of its level. */
export async function reviewDay({ db, today }: VerbContext, { level, period_to }: Term): Promise<string> {
  return nextReview(today, { months: await ruleNumber(db, reviewRules[level], today), period_to });
}

/** Review and end of period as its classification or a change says. */
export async function startTerm(
  ctx: VerbContext,
  secret: Of,
  { review_on, period_to }: { review_on: string; period_to: string | null },
) {
  await startClock(ctx, secret, { kind: 'review', due: review_on });
  if (period_to !== null) await startClock(ctx, secret, { kind: 'period_end', due: period_to });
  else await stopClock(ctx, secret, 'period_end');
}

/** The earliest day on which a copy is due back, or no such clock when none is out. */
export async function resetDueBack(ctx: VerbContext, secret: Of): Promise<void> {
  const { due } = await ctx.db
    .selectFrom('secret_steps')
    .select((row) => row.fn.min<string | null>('due_back_on').as('due'))
    .where('secret_id', '=', secret.id)
    .where('kind', 'in', ['use', 'disclose'])
    .where('state', 'in', ['done', 'granted'])
    .where('returned_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (due === null) await meetClock(ctx, secret, 'due_back');
  else await startClock(ctx, secret, { kind: 'due_back', due });
}

/** What the region knows of the register: how many are kept, since when, and when the last review was. */
export async function countRegister(ctx: VerbContext, reviewed?: true): Promise<void> {
  const { organisation } = firmOf(ctx);
  const { kept, since } = await ctx.db
    .selectFrom('secrets')
    .select((row) => [row.fn.countAll<number>().as('kept'), row.fn.min<string | null>('classified_on').as('since')])
    .where('org_id', '=', organisation)
    .where('state', 'in', keptStates)
    .executeTakeFirstOrThrow();
  await ctx.db
    .updateTable('enterprises')
    .set({ secret_count: kept, secrets_since: since, ...(reviewed ? { secrets_reviewed_on: ctx.today } : {}) })
    .where('org_id', '=', organisation)
    .executeTakeFirstOrThrow();
}
