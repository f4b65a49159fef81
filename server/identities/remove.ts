import Type from 'typebox';
import { RollAnswer, RollNote } from '#domain/identities/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { appendNotes, checkKeys, loadLatest, rollFacts } from '#server/identities/load.ts';
import { verb } from '#server/kernel/verb.ts';

/** An officer on the roll takes somebody off it: nothing is sealed for this key from now on (C19). */
export const removeIdentity = verb({
  name: 'identity.remove',
  deposits: true,
  input: Type.Object({ person: Id, note: RollNote }),
  output: RollAnswer,
  async run(ctx, { person, note }) {
    const row = await loadLatest(ctx, person);
    const [appended] = await appendNotes(ctx, [note]);
    if (appended?.entry.act.kind !== 'remove') throw new Refused('roll_other_act');
    checkKeys(appended.entry.act, row);
    await ctx.db
      .updateTable('identities')
      .set({ state: 'retired', passkey_sealed: null, passkey_credential: null, version: row.version + 1 })
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: row.id, path: '', data: { seq: appended.entry.seq } });
    return { seq: appended.entry.seq, deposit: ctx.deposit({ facts: rollFacts(appended), row: row.id }) };
  },
});
