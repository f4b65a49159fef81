import Type from 'typebox';
import { Id, Version } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadLeak } from '#server/leaks/load.ts';

/** The spread has stopped; the remaining steps go on. */
export const containLeak = verb({
  name: 'leak.contain',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version: seen }) {
    const { leak, state } = await loadLeak(ctx, { id, version: seen, act: 'contain' });
    const version = leak.version + 1;
    await ctx.db
      .updateTable('leaks')
      .set({ state, contained_at: ctx.now.toISOString(), version })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path: '', data: { number: leak.number } });
    return { version };
  },
});
