import Type from 'typebox';
import { RollAnswer, RollNote } from '#domain/identities/schema.ts';
import { Refused } from '#domain/refused.ts';
import { appendNotes, rollFacts } from '#server/identities/load.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/secrets/load.ts';

/** A new recovery key takes the place of one that was lost or seen by others; records are sealed again for it (C19). */
export const replaceRecovery = verb({
  name: 'identity.replace-recovery',
  deposits: true,
  input: Type.Object({ note: RollNote }),
  output: RollAnswer,
  async run(ctx, { note }) {
    const { organisation } = firmOf(ctx);
    const [appended] = await appendNotes(ctx, [note]);
    if (appended?.entry.act.kind !== 'recovery') throw new Refused('roll_other_act');
    ctx.about({ row: organisation, path: '', data: { seq: appended.entry.seq } });
    return { seq: appended.entry.seq, deposit: ctx.deposit({ facts: rollFacts(appended) }) };
  },
});
