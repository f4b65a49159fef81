import Type from 'typebox';
import { Id, Prose, Version } from '#domain/schema.ts';
import { loadDocument } from '#server/documents/load.ts';
import { countInForce } from '#server/documents/parts/count.ts';
import { stopDeadline } from '#server/kernel/deadlines.ts';
import { verb } from '#server/kernel/verb.ts';

/** A draft that is not wanted, or a document that is no longer in force; the reason is kept, and so is the text. */
export const discardDocument = verb({
  name: 'document.discard',
  input: Type.Object({ id: Id, version: Version, reason: Prose }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, reason }) {
    const { db, now, about } = ctx;
    const { document, state } = await loadDocument(ctx, { id, version, act: 'discard' });
    await db
      .updateTable('documents')
      .set({ state, reason: reason.trim(), version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    for (const kind of ['review', 'announce', 'sign', 'check'])
      await stopDeadline(db, { noun: 'document', row: id, kind: `document.${kind}` }, now);
    await countInForce(db, document.org_id);
    about({ row: id, path: '', data: { template: document.template } });
    return { version: version + 1 };
  },
});
