import { type ImportState, importStates } from '#domain/enterprises/import.ts';
import { Refused } from '#domain/refused.ts';
import { nextState } from '#domain/states.ts';
import type { Writer } from '#server/db/open.ts';

/** My organisation's table, locked, and the state after `act`: not_found, import_not_ready, import_over. */
export async function loadImport(db: Writer, { id, act }: { id: string; act: string }) {
  const row = await db.selectFrom('imports').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'enterprise' });
  // The column's check constraint allows exactly these.
  const state = row.state as ImportState;
  if (Object.keys(importStates[state]).length === 0) throw new Refused('import_over');
  if (!(act in importStates[state])) throw new Refused('import_not_ready');
  return { ...row, next: nextState(importStates, state, act) };
}
