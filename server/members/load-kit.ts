import type { KitKind } from '#domain/members/kits.ts';
import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';

/** The checklist, locked: not_found when it is another firm's, changed_meanwhile. */
export async function loadKit(
  db: Writer,
  { id, organisation, version }: { id: string; organisation: string; version: number },
) {
  const row = await db
    .selectFrom('member_kits')
    .selectAll()
    .where('id', '=', id)
    .where('org_id', '=', organisation)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'member' });
  if (row.version !== version) throw new Refused('changed_meanwhile', { version: row.version });
  // The column's check constraint allows exactly these.
  return { ...row, kind: row.kind as KitKind };
}
