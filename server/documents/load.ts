import { type DocumentState, documentStates } from '#domain/documents/states.ts';
import { Refused } from '#domain/refused.ts';
import { nextState } from '#domain/states.ts';
import { firmOf } from '#server/documents/parts/firm.ts';
import { findTemplate, heldTemplate } from '#server/documents/parts/library.ts';
import { documentText, fillingOf } from '#server/documents/parts/paper.ts';
import { stopDeadlines } from '#server/kernel/deadlines.ts';
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

/** A document that has ended is not reviewed, made known or looked at any more. */
export const stopClocks = ({ db, now }: Pick<VerbContext, 'db' | 'now'>, id: string): Promise<void> =>
  stopDeadlines(
    db,
    ['review', 'announce', 'sign', 'check'].map((kind) => ({ noun: 'document', row: id, kind: `document.${kind}` })),
    now,
  );

/**
 * What people confirm to have received of a policy in force: its text, or where the file is what counts (the firm's own,
 * or from an older template), where it is read and its digest. Refuses not_found, learning_document.
 */
export async function textInForce({ db, actor }: Pick<VerbContext, 'db' | 'actor'>, id: string): Promise<string> {
  const row = await db
    .selectFrom('documents')
    .select(['title', 'state', 'template', 'template_version', 'own_file', 'sha256'])
    .select(['size', 'fields', 'rules', 'rules_on'])
    .where('id', '=', id)
    .where('org_id', '=', firmOf(actor).organisation)
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'document' });
  const { template } = heldTemplate(row.template);
  if (row.state !== 'in_force' || !template.steps.includes('sign')) throw new Refused('learning_document');
  if (row.own_file || template.version !== row.template_version)
    return `请在“制度文本”中打开并阅读《${row.title}》（施行文件SHA-256：${row.sha256}），阅读后确认。`;
  return documentText({ template, ...fillingOf(row) });
}

/** The version of a policy in force that asks for receipts; null when it is not, any more. */
export async function loadForReceipts({ db }: Pick<VerbContext, 'db'>, id: string): Promise<number | null> {
  const row = await db
    .selectFrom('documents')
    .select(['version', 'state', 'template'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  const asked = findTemplate(row?.template ?? '')?.template.steps.includes('sign') ?? false;
  return row?.state === 'in_force' && asked ? row.version : null;
}
