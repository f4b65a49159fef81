import Type from 'typebox';
import { Id, Version } from '#domain/schema.ts';
import { endSignings, loadAgreement, stopClocks } from '#server/agreements/load.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';

/** Takes back what was sent: the link stops working, the text may be changed again. */
export const recallAgreement = verb({
  name: 'agreement.recall',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version }) {
    const { db, now } = ctx;
    const { organisation } = firmOf(ctx.actor);
    const { state } = await loadAgreement(db, { id, organisation, version, act: 'recall' });
    await endSignings(db, id, now);
    await db
      .updateTable('agreements')
      .set({ state, sent_at: null, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await stopClocks(db, id, now);
    ctx.about({ row: id, path: '' });
    return { version: version + 1 };
  },
});
