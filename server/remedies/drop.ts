import Type from 'typebox';
import { Id, Prose, Version } from '#domain/schema.ts';
import { stopDeadline } from '#server/kernel/deadlines.ts';
import { verb } from '#server/kernel/verb.ts';
import { clockOf, loadRemedy } from '#server/remedies/load.ts';

/** It need not be done after all, with the reason; the weak point itself stays in the assessment. */
export const dropRemedy = verb({
  name: 'remedy.drop',
  input: Type.Object({ id: Id, version: Version, reason: Prose }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, reason }) {
    const { remedy, state } = await loadRemedy(ctx, { id, version, act: 'drop' });
    await ctx.db
      .updateTable('remedies')
      .set({ state, reason, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await stopDeadline(ctx.db, clockOf(id), ctx.now);
    ctx.about({ row: id, path: remedy.path, data: { item: remedy.item } });
    return { version: version + 1 };
  },
});
