import type { StatedFile } from '#domain/evidence/statement.ts';
import type { Writer } from '#server/db/open.ts';

/** Files as a statement names them, in the order of their ids; those that the reader may not see are left out. */
export const statedFiles = async (db: Writer, ids: readonly (string | null)[]): Promise<StatedFile[]> => {
  const known = ids.filter((id) => id !== null);
  if (known.length === 0) return [];
  return db.selectFrom('files').select(['name', 'size', 'sha256']).where('id', 'in', known).orderBy('id').execute();
};
