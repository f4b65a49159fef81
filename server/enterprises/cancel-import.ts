import Type from 'typebox';
import { Id } from '#domain/schema.ts';
import { loadImport } from '#server/enterprises/intake/load.ts';
import { verb } from '#server/kernel/verb.ts';

/** Nothing of the table stays: its rows go at once, and what was being written is rolled back. */
export const cancelImport = verb({
  name: 'enterprise.cancel-import',
  input: Type.Object({ id: Id }),
  output: Type.Object({ state: Type.String() }),
  async run(ctx, { id }) {
    const row = await loadImport(ctx.db, { id, act: 'cancel-import' });
    await ctx.db.deleteFrom('import_rows').where('import_id', '=', id).execute();
    await ctx.db
      .updateTable('imports')
      .set({ state: row.next, finished_at: ctx.now.toISOString() })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await ctx.files.remove(id);
    ctx.about({ row: id, path: row.path, data: { was: row.state } });
    return { state: row.next };
  },
});
