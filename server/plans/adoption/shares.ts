import type { Writer } from '#server/db/open.ts';

/** Opens a programme to organisations: its owner and every unit that has a part in it. Sharing twice is one share. */
export async function shareProgramme(
  db: Writer,
  programme: string,
  organisations: Iterable<string | null | undefined>,
): Promise<void> {
  const ids = [...new Set([...organisations].filter((id) => id !== null && id !== undefined))];
  if (ids.length === 0) return;
  await db
    .insertInto('shares')
    .values(ids.map((org_id) => ({ noun: 'programme', row_id: programme, org_id })))
    .onConflict((conflict) => conflict.columns(['org_id', 'noun', 'row_id']).doUpdateSet({ to_on: null }))
    .execute();
}
