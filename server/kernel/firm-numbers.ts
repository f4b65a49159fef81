import { sql } from 'kysely';
import type { Writer } from '#server/db/open.ts';

/**
 * The firm's next number of a noun. Its row is locked until the end of this act: no number twice, none left out, and an
 * employee, who does not see every row, gets the right one too.
 */
export async function nextNumber(db: Writer, firm: string, noun: 'secret' | 'leak'): Promise<number> {
  const { last } = await db
    .insertInto('firm_numbers')
    .values({ org_id: firm, noun, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'noun']).doUpdateSet((row) => ({ last: sql`${row.ref('firm_numbers.last')} + 1` })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}
