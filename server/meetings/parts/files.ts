import { Refused } from '#domain/refused.ts';
import type { Reader, Writer } from '#server/db/open.ts';

export type MeetingFile = { id: string; name: string; size: number; sha256: string };

/** The files of minutes, each attached to this very meeting; not_found for any other. */
export async function filesOf(db: Writer | Reader, meeting: string, ids: readonly string[]): Promise<MeetingFile[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('files')
    .select(['id', 'name', 'size', 'sha256'])
    .where('id', 'in', ids)
    .where('noun', '=', 'meeting')
    .where('row_id', '=', meeting)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  if (rows.length < ids.length) throw new Refused('not_found', { noun: 'file', field: 'file_ids' });
  return rows;
}
