import type { RawBuilder } from 'kysely';
import type { Reader, Writer } from '#server/db/open.ts';

/**
 * The rows of a select in our own SQL, through a handle that cannot write. Kysely takes only the writing handle for
 * raw SQL; the transaction behind a query is read-only whatever the handle is called.
 */
export const readRows = async <T>(db: Reader, select: RawBuilder<T>): Promise<T[]> =>
  (await select.execute(db as unknown as Writer)).rows;
