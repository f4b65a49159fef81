import Type from 'typebox';
import { RollAnswer, RollNote } from '#domain/identities/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { appendNotes, checkKeys, loadIdentity, rollFacts } from '#server/identities/load.ts';
import { verb } from '#server/kernel/verb.ts';

/** An officer on the roll, or the recovery key, lets a key in, or changes its rank, after comparing fingerprints (C19). */
export const admitIdentity = verb({
  name: 'identity.admit',
  deposits: true,
  input: Type.Object({ id: Id, note: RollNote }),
  output: RollAnswer,
  async run(ctx, { id, note }) {
    const row = await loadIdentity(ctx, { id, act: 'admit' });
    const [appended] = await appendNotes(ctx, [note]);
    if (appended?.entry.act.kind !== 'admit') throw new Refused('roll_other_act');
    checkKeys(appended.entry.act, row);
    await ctx.db
      .updateTable('identities')
      .set({ state: row.next, version: row.version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path: '', data: { seq: appended.entry.seq, rank: appended.entry.act.rank } });
    return { seq: appended.entry.seq, deposit: ctx.deposit({ facts: rollFacts(appended), row: id }) };
  },
});
