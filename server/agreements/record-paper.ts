import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Day, Id, Version } from '#domain/schema.ts';
import { afterSigning, endSignings, loadAgreement } from '#server/agreements/load.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';

/** It was signed on paper, before or beside Humi: the day is noted and the deposit says that it is the officer's word. */
export const recordPaper = verb({
  name: 'agreement.record-paper',
  deposits: true,
  input: Type.Object({ id: Id, version: Version, signed_on: Day }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, signed_on }) {
    const { db, now, today } = ctx;
    const { organisation } = firmOf(ctx.actor);
    const { agreement, state } = await loadAgreement(db, { id, organisation, version, act: 'record-paper' });
    if (signed_on > today) throw new Refused('signed_in_future', { field: 'signed_on' });
    await endSignings(db, id, now);
    await db
      .updateTable('agreements')
      .set({
        ...{ state, signed_on, signed_at: now.toISOString(), signed_how: 'paper', version: version + 1 },
        from_on: agreement.from_on ?? signed_on,
      })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await afterSigning(db, agreement, now);
    const { number, kind, sha256 } = agreement;
    ctx.about({ row: id, path: '', data: { number, kind, signed_on } });
    ctx.deposit({ row: id, facts: { number, kind, signed_on, how: 'paper', sha256 } });
    return { version: version + 1 };
  },
});
