import Type from 'typebox';
import { Id, Prose, Version } from '#domain/schema.ts';
import { loadKept } from '#server/exhibits/load.ts';
import { verb } from '#server/kernel/verb.ts';

/** Takes back a registration made by mistake; its number stays used. Nothing was taken yet. */
export const discardExhibit = verb({
  name: 'exhibit.discard',
  input: Type.Object({ id: Id, version: Version, reason: Prose }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, reason }) {
    const { state } = await loadKept(ctx, { id, version, act: 'discard' });
    await ctx.db
      .updateTable('exhibits')
      .set({ state, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path: '', data: { reason } });
    return { version: version + 1 };
  },
});
