import { Refused } from '#domain/refused.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { loadOwnProgramme, type Programme } from '#server/programmes/load.ts';

type Asking = Pick<VerbContext, 'db' | 'actor'>;

export type Target = Awaited<ReturnType<typeof loadTarget>>;

/** The target; not_found when row security hides it. */
export async function loadTarget({ db }: Pick<VerbContext, 'db'>, id: string) {
  const row = await db.selectFrom('targets').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'target' });
  return row;
}

/**
 * A target, locked, for the lead office of its running programme: not_lead_office for anybody else,
 * changed_meanwhile when `version` is given and no longer the newest.
 */
export async function loadOwnTarget(
  ctx: Asking,
  { id, version }: { id: string; version?: number },
): Promise<{ target: Target; programme: Programme }> {
  const { programme_id } = await loadTarget(ctx, id);
  const programme = await loadOwnProgramme(ctx, programme_id);
  const target = await ctx.db
    .selectFrom('targets')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (version !== undefined && version !== target.version)
    throw new Refused('changed_meanwhile', { version: target.version });
  return { target, programme };
}

/** A target that was taken out counts no more; it must be put back first. */
export function mustBeActive({ state }: Target): void {
  if (state !== 'active') throw new Refused('wrong_state', { state });
}
