import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { loadImport } from '#server/enterprises/intake/load.ts';
import { verb } from '#server/kernel/verb.ts';

/** The checked table goes in: all rows without a problem, in one transaction in the background. Refuses import_nothing. */
export const applyImport = verb({
  name: 'enterprise.apply',
  input: Type.Object({ id: Id }),
  output: Type.Object({ state: Type.String() }),
  async run(ctx, { id }) {
    const row = await loadImport(ctx.db, { id, act: 'apply' });
    if (row.added + row.updated === 0) throw new Refused('import_nothing');
    await ctx.db
      .updateTable('imports')
      .set({ state: row.next, done: 0, total: row.added + row.updated, lease_until: null })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path: row.path, data: { added: row.added, updated: row.updated, problems: row.problems } });
    return { state: row.next };
  },
});
