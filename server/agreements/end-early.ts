import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Day, Id, Version } from '#domain/schema.ts';
import { numberOf } from '#server/agreements/findings.ts';
import { countAgreements, loadAgreement, stopClocks } from '#server/agreements/load.ts';
import { dropPays } from '#server/agreements/pays.ts';
import { startDeadline } from '#server/kernel/deadlines.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';
import { ruleNumber } from '#server/settings/load.ts';

/**
 * The firm lets somebody out of a non-compete before its end. While the term runs the person may ask for three months
 * of pay more (interpretation of 2020, art. 39): they join the pay that is due.
 */
export const endEarly = verb({
  name: 'agreement.end-early',
  input: Type.Object({
    id: Id,
    version: Version,
    ended_on: Day,
    reason: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }),
  }),
  output: Type.Object({ version: Type.Integer(), release_pay: Type.Number() }),
  async run(ctx, { id, version, ended_on, reason }) {
    const { db, now, today } = ctx;
    const { organisation } = firmOf(ctx.actor);
    const { agreement, state } = await loadAgreement(db, { id, organisation, version, act: 'end-early' });
    if (agreement.kind !== 'non_compete') throw new Refused('only_non_compete');
    if (ended_on > today) throw new Refused('ended_in_future', { field: 'ended_on' });
    const runs = agreement.term_from !== null && agreement.term_from <= ended_on;
    const months = runs ? await ruleNumber(db, 'noncompete_early_end_pay', today) : 0;
    const release_pay = Math.round(months * (numberOf(agreement.monthly_pay) ?? 0) * 100) / 100;
    await db
      .updateTable('agreements')
      .set({ state, ended_on, end_reason: reason.trim(), release_pay, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const last = await dropPays(db, { agreement: id, after: ended_on, now });
    if (release_pay > 0) {
      const position = last + 1;
      await db
        .insertInto('non_compete_pays')
        .values({
          ...{ id: newId(), agreement_id: id, org_id: organisation, position, due_on: ended_on, amount: release_pay },
          note: '提前解除的额外补偿',
        })
        .execute();
      await startDeadline(db, {
        ...{ noun: 'agreement', row: id, kind: `pay.${position}`, org: organisation, programme: null, path: '' },
        ...{ title: `第${agreement.number}号协议提前解除的额外补偿`, due: ended_on },
      });
    }
    await stopClocks(db, id, now);
    await countAgreements(db, organisation);
    ctx.about({ row: id, path: '', data: { number: agreement.number, ended_on, months } });
    return { version: version + 1, release_pay };
  },
});
