import { meetDeadlines, stopDeadlines } from '#server/kernel/deadlines.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

/** The clock of a missing part stands on its secret, so that the list of duties leads to the page that tells what is missing. */
export const preparationClock = (secret: string, part: string) => ({
  noun: 'secret',
  row: secret,
  kind: `prepare_${part}`,
});

/** Ends open preparations with their clocks. */
export async function settleParts(ctx: VerbContext, ids: readonly string[], state: 'done' | 'dropped'): Promise<void> {
  if (ids.length === 0) return;
  const rows = await ctx.db
    .updateTable('preparations')
    .set((row) => ({ state, done_on: ctx.today, version: row('version', '+', 1) }))
    .where('id', 'in', ids)
    .returning(['secret_id', 'part'])
    .execute();
  const clocks = rows.map(({ secret_id, part }) => preparationClock(secret_id, part));
  await (state === 'done' ? meetDeadlines : stopDeadlines)(ctx.db, clocks, ctx.now);
}
