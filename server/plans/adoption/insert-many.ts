import { type Insertable, sql } from 'kysely';
import type { Writer } from '#server/db/open.ts';
import type { DB } from '#server/db/schema.gen.ts';

const chunkRows = 5_000;

/** Many rows of one table in few statements. Every row has the same columns; the others take their defaults. */
export async function insertMany<T extends keyof DB & string>(
  db: Writer,
  table: T,
  rows: readonly Insertable<DB[T]>[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
  for (let at = 0; at < rows.length; at += chunkRows) {
    const chunk = JSON.stringify(rows.slice(at, at + chunkRows));
    await sql`insert into ${sql.table(table)} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${chunk}::jsonb)`.execute(db);
  }
}
