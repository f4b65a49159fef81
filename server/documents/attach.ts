import { unzipSync } from 'fflate';
import Type from 'typebox';
import { cleanName } from '#domain/files/rules.ts';
import { Refused } from '#domain/refused.ts';
import { fileInput, Id } from '#domain/schema.ts';
import { loadDocument } from '#server/documents/load.ts';
import { keepFile } from '#server/documents/parts/keep.ts';
import { verb } from '#server/kernel/verb.ts';

const mostBytes = 20 * 1024 * 1024;

/** The firm's own edited .docx takes the place of the text from the template; its digest is deposited (C18). */
export const attachDocument = verb({
  name: 'document.attach',
  deposits: true,
  input: Type.Object({ id: Id, version: Type.String({ maxLength: 9 }), ...fileInput }),
  output: Type.Object({ version: Type.Integer(), sha256: Type.String() }),
  async run(ctx, { id, version: given, file_name, bytes }) {
    const version = Number(given);
    // A form with a file is not checked at the edge.
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new Refused('not_found', { noun: 'document' });
    if (!Number.isSafeInteger(version)) throw new Refused('invalid', { field: 'version', rule: 'integer' });
    const { document, state } = await loadDocument(ctx, { id, version, act: 'attach' });
    if (bytes.byteLength > mostBytes) throw new Refused('file_too_large', { limit: '20 MB' });
    checkDocx(bytes);
    const file = await keepFile(ctx, { document: id, org: document.org_id, name: cleanName(file_name), bytes });
    await ctx.db
      .updateTable('documents')
      .set({
        ...{ state, file_id: file.id, sha256: file.sha256, own_file: true },
        ...{ edited_at: ctx.now.toISOString(), version: version + 1 },
      })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path: '', data: { size: bytes.byteLength, sha256: file.sha256 } });
    ctx.deposit({ row: id, facts: { template: document.template }, files: [file.stated] });
    return { version: version + 1, sha256: file.sha256 };
  },
});

/** A .docx is a zip with word/document.xml in it; nothing is unpacked to find that out. */
function checkDocx(bytes: Uint8Array): void {
  let found = false;
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        found ||= name === 'word/document.xml';
        return false;
      },
    });
  } catch {
    found = false;
  }
  if (!found) throw new Refused('document_not_docx', { field: 'file' });
}
