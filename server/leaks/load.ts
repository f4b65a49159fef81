import { type LeakState, leakStates } from '#domain/leaks/states.ts';
import { Refused } from '#domain/refused.ts';
import { nextState } from '#domain/states.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { settleParts } from '#server/leaks/parts/preparations.ts';
import { firmOf } from '#server/secrets/load.ts';

export type Leak = Awaited<ReturnType<typeof loadLeak>>['leak'];

type Wanted = { readonly id: string; readonly version?: number; readonly act: string };

/** The incident, locked, and the state after `act`: not_found when row security hides it, changed_meanwhile, wrong_state. */
export async function loadLeak(ctx: Pick<VerbContext, 'db' | 'actor'>, { id, version, act }: Wanted) {
  const row = await ctx.db
    .selectFrom('leaks')
    .selectAll()
    .where('id', '=', id)
    .where('org_id', '=', firmOf(ctx).organisation)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'leak' });
  if (version !== undefined && row.version !== version)
    throw new Refused('changed_meanwhile', { version: row.version });
  // The column's check constraint allows exactly these.
  const leak = { ...row, state: row.state as LeakState, steps: stepsOf(row.steps) };
  return { leak, state: nextState(leakStates, leak.state, act) };
}

export type StepsDone = Record<string, { at: string; by: string }>;

/** Written by leak.check-off alone, in this shape. */
export const stepsOf = (steps: unknown): StepsDone => steps as StepsDone;

/** A secret that is declassified or came to nothing needs no preparations: those that are open end with it. */
export async function dropParts(ctx: VerbContext, secret: string): Promise<void> {
  const open = ctx.db
    .selectFrom('preparations')
    .select('id')
    .where('secret_id', '=', secret)
    .where('state', '=', 'open');
  const rows = await open.execute();
  await settleParts(
    ctx,
    rows.map(({ id }) => id),
    'dropped',
  );
}
