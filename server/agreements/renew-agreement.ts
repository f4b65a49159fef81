import Type from 'typebox';
import { addDays } from '#domain/clock.ts';
import { Id, Version } from '#domain/schema.ts';
import { loadAgreement } from '#server/agreements/load.ts';
import { nextNumber } from '#server/kernel/firm-numbers.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';

/** A new draft with the same party and terms, from the day after the old one runs out. The old one stays as it is. */
export const renewAgreement = verb({
  name: 'agreement.renew-agreement',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ id: Id, number: Type.Integer() }),
  async run(ctx, { id: old, version }) {
    const { db, now, today } = ctx;
    const { person, organisation } = firmOf(ctx.actor);
    const { agreement } = await loadAgreement(db, { id: old, organisation, version, act: 'renew-agreement' });
    const id = newId();
    const number = await nextNumber(db, organisation, 'agreement');
    const { kind, member_id, person_id, party_name, party_firm, secrets, months, area, competitors } = agreement;
    const { monthly_pay, average_wage, minimum_wage, penalty, text, sha256, to_on } = agreement;
    const from_on = to_on === null || to_on < today ? today : addDays(to_on, 1);
    await db
      .insertInto('agreements')
      .values({
        ...{ id, number, org_id: organisation, kind, member_id, person_id, party_name, party_firm, secrets, months },
        ...{ area, competitors, monthly_pay, average_wage, minimum_wage, penalty, text, sha256, from_on, renews: old },
        ...{ created_by: person, created_at: now.toISOString() },
      })
      .execute();
    ctx.about({ row: id, path: '', data: { number, renews: agreement.number } });
    return { id, number };
  },
});
