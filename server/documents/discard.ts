import Type from 'typebox';
import { Id, Prose, Version } from '#domain/schema.ts';
import { loadDocument, stopClocks } from '#server/documents/load.ts';
import { countInForce } from '#server/documents/parts/count.ts';
import { verb } from '#server/kernel/verb.ts';

/** A draft that is not wanted, or a document that is no longer in force; the reason is kept, and so is the text. */
export const discardDocument = verb({
  name: 'document.discard',
  input: Type.Object({ id: Id, version: Version, reason: Prose }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, reason }) {
    const { db, about } = ctx;
    const { document, state } = await loadDocument(ctx, { id, version, act: 'discard' });
    await db
      .updateTable('documents')
      .set({ state, reason: reason.trim(), version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await stopClocks(ctx, id);
    await countInForce(db, document.org_id);
    about({ row: id, path: '', data: { template: document.template } });
    return { version: version + 1 };
  },
});
