import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';

/** The division, locked; not_found, or changed_meanwhile when `version` is no longer the newest. */
export async function loadDivision(db: Writer, code: string, version: number) {
  const row = await db.selectFrom('divisions').selectAll().where('code', '=', code).forUpdate().executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'division' });
  if (row.version !== version) throw new Refused('changed_meanwhile', { version: row.version });
  return row;
}

/** The division that another one hangs on; `invalid` on parent_code when there is none such, division_ended when it is past. */
export async function loadParent(db: Writer, code: string, today: string) {
  const parent = await db.selectFrom('divisions').selectAll().where('code', '=', code).forShare().executeTakeFirst();
  if (!parent) throw new Refused('unknown_division', { field: 'parent_code', place: code });
  if (parent.valid_to !== null && parent.valid_to < today)
    throw new Refused('division_ended', { field: 'parent_code', name: parent.name, day: parent.valid_to });
  return parent;
}
