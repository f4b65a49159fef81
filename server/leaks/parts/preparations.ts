import { meetDeadline, stopDeadline } from '#server/kernel/deadlines.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

/** Ends open preparations with their clocks. */
export async function settleParts(ctx: VerbContext, ids: readonly string[], state: 'done' | 'dropped'): Promise<void> {
  if (ids.length === 0) return;
  await ctx.db
    .updateTable('preparations')
    .set((row) => ({ state, done_on: ctx.today, version: row('version', '+', 1) }))
    .where('id', 'in', ids)
    .execute();
  const end = state === 'done' ? meetDeadline : stopDeadline;
  for (const id of ids) await end(ctx.db, { noun: 'leak', row: id, kind: 'prepare' }, ctx.now);
}
