import { type RawBuilder, sql } from 'kysely';
import type { Reader, Writer } from '#server/db/open.ts';

/** The rows of a select in our own SQL, also through a handle that cannot write: it stands as a table in a select. */
export const rowsOf = <T extends object>(db: Reader | Writer, select: RawBuilder<T>): Promise<T[]> =>
  // Both handles read alike and the row type is the caller's; Kysely cannot see through a generic one.
  (db as Reader)
    .selectFrom(sql<Record<string, unknown>>`(${select})`.as('found'))
    .selectAll()
    .execute() as unknown as Promise<T[]>;
