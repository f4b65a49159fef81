import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { ById } from '#domain/schema.ts';
import { templateText } from '#server/agreements/template-text.ts';
import { query } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';

/** The text that the template gives for a draft as it is kept now, to be looked at and edited before it is saved. */
export const showText = query({
  name: 'agreement.text',
  input: ById,
  output: Type.Object({ text: Type.String() }),
  async run({ db, actor, today }, { id }) {
    const { organisation } = firmOf(actor);
    const row = await db
      .selectFrom('agreements')
      .selectAll()
      .where('id', '=', id)
      .where('org_id', '=', organisation)
      .executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'agreement' });
    return { text: await templateText(db, row, today) };
  },
});
