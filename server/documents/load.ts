import { type DocumentState, documentStates } from '#domain/documents/states.ts';
import { Refused } from '#domain/refused.ts';
import { nextState } from '#domain/states.ts';
import { firmOf } from '#server/documents/parts/firm.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

export type Document = Awaited<ReturnType<typeof loadDocument>>['document'];

type Wanted = { readonly id: string; readonly version: number; readonly act: string };

/** The document of my firm, locked, and its state after `act`: not_found, wrong_state, changed_meanwhile. */
export async function loadDocument({ db, actor }: Pick<VerbContext, 'db' | 'actor'>, { id, version, act }: Wanted) {
  const { organisation } = firmOf(actor);
  const row = await db
    .selectFrom('documents')
    .selectAll()
    .where('id', '=', id)
    .where('org_id', '=', organisation)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'document' });
  if (row.version !== version) throw new Refused('changed_meanwhile', { version: row.version });
  const state = nextState(documentStates, documentState(row.state), act);
  return { document: row, state };
}

/** The column's check constraint allows exactly these. */
export const documentState = (text: string): DocumentState => text as DocumentState;
