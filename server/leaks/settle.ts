import Type from 'typebox';
import { preparationStates } from '#domain/leaks/states.ts';
import { Refused } from '#domain/refused.ts';
import { Id, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { verb } from '#server/kernel/verb.ts';
import { settleParts } from '#server/leaks/parts/preparations.ts';

/** A missing part is there now, or the firm decides to leave it. */
export const settlePreparation = verb({
  name: 'leak.settle',
  input: Type.Object({ id: Id, version: Version, done: Type.Boolean() }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, done }) {
    const row = await ctx.db.selectFrom('preparations').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'leak' });
    if (row.version !== version) throw new Refused('changed_meanwhile', { version: row.version });
    // The column's check constraint allows exactly these.
    nextState(preparationStates, row.state as keyof typeof preparationStates, done ? 'settle' : 'drop');
    await settleParts(ctx, [id], done ? 'done' : 'dropped');
    ctx.about({ row: row.secret_id, path: '', data: { part: row.part, done } });
    return { version: row.version + 1 };
  },
});
