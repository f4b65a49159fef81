import Type from 'typebox';
import { planPays, termEnd } from '#domain/agreements/pay.ts';
import { Refused } from '#domain/refused.ts';
import { Day, Id, Version } from '#domain/schema.ts';
import { numberOf } from '#server/agreements/findings.ts';
import { loadAgreement } from '#server/agreements/load.ts';
import { startDeadline, startDeadlines } from '#server/kernel/deadlines.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';

/** The person has left and the firm keeps the non-compete: its months begin, and with them the pay (art. 23). */
export const startTerm = verb({
  name: 'agreement.start-term',
  input: Type.Object({ id: Id, version: Version, from_on: Day }),
  output: Type.Object({ version: Type.Integer(), term_to: Day, pays: Type.Integer() }),
  async run(ctx, { id, version, from_on }) {
    const { db } = ctx;
    const { organisation } = firmOf(ctx.actor);
    const { agreement } = await loadAgreement(db, { id, organisation, version, act: 'start-term' });
    const { kind, months, number, term_from, signed_on } = agreement;
    const pay = numberOf(agreement.monthly_pay);
    if (kind !== 'non_compete' || months === null || pay === null) throw new Refused('only_non_compete');
    if (term_from !== null) throw new Refused('term_started', { day: term_from });
    if (signed_on !== null && from_on < signed_on) throw new Refused('term_before_signing', { field: 'from_on' });
    const term_to = termEnd(from_on, months);
    const pays = planPays(from_on, months, pay);
    await db
      .insertInto('non_compete_pays')
      .values(pays.map((one) => ({ ...one, id: newId(), agreement_id: id, org_id: organisation })))
      .execute();
    const clock = { noun: 'agreement', row: id, org: organisation, programme: null, path: '' };
    await startDeadlines(
      db,
      pays.map(({ position, due_on }) => ({
        ...clock,
        kind: `pay.${position}`,
        title: `第${number}号协议第${position}个月补偿`,
        due: due_on,
      })),
    );
    await startDeadline(db, { ...clock, kind: 'agreement.expire', title: `第${number}号协议到期`, due: term_to });
    await db
      .updateTable('agreements')
      .set({ term_from: from_on, term_to, to_on: term_to, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path: '', data: { number, from_on, term_to } });
    return { version: version + 1, term_to, pays: pays.length };
  },
});
