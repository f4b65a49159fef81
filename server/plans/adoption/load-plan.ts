import type { Draft } from '#domain/plans/schema.ts';
import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';
import type { Choices } from './meaning.ts';

export type Plan = Awaited<ReturnType<typeof loadPlan>>;

/**
 * A document of the actor's own organisation, locked, in the version that the actor saw. Refuses not_found,
 * already_adopted (with the programme), changed_meanwhile.
 */
export async function loadPlan(db: Writer, { id, version }: { id: string; version: number }) {
  const row = await db.selectFrom('plans').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'plan' });
  if (row.state === 'adopted') throw new Refused('already_adopted', { plan: id, programme: row.programme_id ?? '' });
  if (row.version !== version) throw new Refused('changed_meanwhile', { version: row.version });
  return {
    ...row,
    ...storedDraft(row),
    state: row.state === 'discarded' ? ('discarded' as const) : ('under_review' as const),
  };
}

/** The JSON columns of a plan under their types: only plan.read and plan.correct write them, after validation. */
export const storedDraft = (row: {
  draft: unknown;
  units: unknown;
}): { draft: Draft; units: Record<string, string[]> } => ({
  draft: row.draft as Draft,
  units: row.units as Record<string, string[]> & Choices,
});
