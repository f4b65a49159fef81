import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';

/** The witness, locked; not_found, or changed_meanwhile when `version` is no longer the newest. */
export async function loadWitness(db: Writer, id: string, version: number) {
  const row = await db.selectFrom('witnesses').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'witness' });
  if (row.version !== version) throw new Refused('changed_meanwhile', { version: row.version });
  return row;
}
