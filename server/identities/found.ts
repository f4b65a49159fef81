import Type from 'typebox';
import { RollAnswer, RollNote } from '#domain/identities/schema.ts';
import { Refused } from '#domain/refused.ts';
import { appendNotes, checkKeys, loadOwn, readNotes, rollFacts } from '#server/identities/load.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/secrets/load.ts';

/** The firm's first officer founds its roll of keys: entry 0 and the recovery key, both signed by the own key (C19). */
export const foundRoll = verb({
  name: 'identity.found',
  deposits: true,
  input: Type.Object({ notes: Type.Array(RollNote, { minItems: 2, maxItems: 2 }) }),
  output: RollAnswer,
  async run(ctx, { notes }) {
    const { organisation } = firmOf(ctx);
    if ((await readNotes(ctx, organisation)).length > 0) throw new Refused('roll_exists');
    const own = await loadOwn(ctx, { act: 'found' });
    const [founded, recovery] = await appendNotes(ctx, notes);
    if (!founded || recovery?.entry.act.kind !== 'recovery') throw new Refused('roll_without_recovery');
    checkKeys(founded.entry.act, own);
    await ctx.db
      .updateTable('identities')
      .set({ state: own.next, version: own.version + 1 })
      .where('id', '=', own.id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: own.id, path: '', data: { seq: 0 } });
    const deposit = ctx.deposit({ facts: rollFacts(founded), row: own.id });
    ctx.deposit({ facts: rollFacts(recovery), row: own.id });
    return { seq: 1, deposit };
  },
});
