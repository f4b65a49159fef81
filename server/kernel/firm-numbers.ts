import { sql } from 'kysely';
import type { Writer } from '#server/db/open.ts';

/**
 * The firm's next number of a noun, the first of `count` that are taken. Its row is locked until the end of this act: no
 * number twice, none left out, and an employee, who does not see every row, gets the right one too.
 */
export async function nextNumber(
  db: Writer,
  firm: string,
  noun: 'secret' | 'leak' | 'agreement' | 'learning',
  count = 1,
): Promise<number> {
  const { last } = await db
    .insertInto('firm_numbers')
    .values({ org_id: firm, noun, last: count })
    .onConflict((conflict) =>
      conflict
        .columns(['org_id', 'noun'])
        .doUpdateSet((row) => ({ last: sql`${row.ref('firm_numbers.last')} + ${count}` })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last - count + 1;
}
