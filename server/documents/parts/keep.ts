import type { StatedFile } from '#domain/evidence/statement.ts';
import { Refused } from '#domain/refused.ts';
import { docxMediaType } from '#papers/docx.ts';
import type { Document } from '#server/documents/load.ts';
import { heldTemplate } from '#server/documents/parts/library.ts';
import { documentDocx, fillingOf, paperName } from '#server/documents/parts/paper.ts';
import { newId } from '#server/kernel/id.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

export type Kept = { readonly id: string; readonly sha256: string; readonly stated: StatedFile };

/** The exact file of a document as it is adopted: the firm's own when it attached one, else the text as it stands. */
export async function keepPaper(ctx: VerbContext, document: Document): Promise<Kept> {
  if (document.own_file && document.file_id !== null) {
    const file = await ctx.db
      .selectFrom('files')
      .select(['id', 'name', 'size', 'sha256'])
      .where('id', '=', document.file_id)
      .executeTakeFirst();
    if (!file) throw new Refused('file_lost', { name: paperName(document) });
    return { id: file.id, sha256: file.sha256, stated: { name: file.name, size: file.size, sha256: file.sha256 } };
  }
  const { template } = heldTemplate(document.template);
  const bytes = await documentDocx({ template, ...fillingOf(document) }, ctx.now);
  return keepFile(ctx, { document: document.id, org: document.org_id, name: paperName(document), bytes });
}

type Arriving = { readonly document: string; readonly org: string; readonly name: string; readonly bytes: Uint8Array };

/** Puts a .docx beside a document of the firm. */
export async function keepFile(
  { db, files, actor }: VerbContext,
  { document, org, name, bytes }: Arriving,
): Promise<Kept> {
  if (actor.kind !== 'person') throw new Refused('no_post');
  const id = newId();
  const { size, sha256 } = await files.put(id, bytes);
  await db
    .insertInto('files')
    .values({
      ...{ id, org_id: org, noun: 'document', row_id: document, programme_id: null, path: '' },
      ...{ name, media_type: docxMediaType, size, sha256, created_by: actor.person },
    })
    .execute();
  return { id, sha256, stated: { name, size, sha256 } };
}
