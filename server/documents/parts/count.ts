import type { Writer } from '#server/db/open.ts';

/** What the region knows of a firm's documents is how many are in force (docs/decisions/0013). */
export async function countInForce(db: Writer, firm: string): Promise<void> {
  const { total } = await db
    .selectFrom('documents')
    .select((row) => row.fn.countAll<number>().as('total'))
    .where('org_id', '=', firm)
    .where('state', '=', 'in_force')
    .executeTakeFirstOrThrow();
  await db.updateTable('enterprises').set({ document_count: total }).where('org_id', '=', firm).execute();
}
