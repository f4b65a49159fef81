import Type from 'typebox';
import { agreementFields, partyFields } from '#domain/agreements/schema.ts';
import { Id } from '#domain/schema.ts';
import { partyOf, valuesOf } from '#server/agreements/fields.ts';
import { templateText } from '#server/agreements/template-text.ts';
import { nextNumber } from '#server/kernel/firm-numbers.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';

/** A draft of an agreement with a member or somebody outside; it may be incomplete. Without a text the template's is taken (C21). */
export const addAgreement = verb({
  name: 'agreement.add',
  input: Type.Object({ ...partyFields, ...agreementFields }),
  output: Type.Object({ id: Id, number: Type.Integer(), version: Type.Integer() }),
  async run(ctx, { kind, member, party_name, party_firm, ...fields }) {
    const { db, now } = ctx;
    const { person, organisation } = firmOf(ctx.actor);
    const party = await partyOf(ctx, organisation, { kind, member, party_name, party_firm });
    const terms = { ...fields, ...party, org_id: organisation };
    const text = fields.text.trim() === '' ? await templateText(db, terms, ctx.today) : fields.text;
    const values = await valuesOf(ctx, organisation, { ...fields, text });
    const number = await nextNumber(db, organisation, 'agreement');
    const id = newId();
    const made = { created_by: person, created_at: now.toISOString() };
    await db
      .insertInto('agreements')
      .values({ ...values, ...party, ...made, id, number, org_id: organisation })
      .execute();
    ctx.about({ row: id, path: '', data: { number, kind } });
    return { id, number, version: 1 };
  },
});
