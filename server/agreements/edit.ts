import Type from 'typebox';
import { agreementFields } from '#domain/agreements/schema.ts';
import { Id, Version } from '#domain/schema.ts';
import { valuesOf } from '#server/agreements/fields.ts';
import { loadAgreement } from '#server/agreements/load.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';

/** Changes a draft. What was sent is frozen until it is recalled. */
export const editAgreement = verb({
  name: 'agreement.edit',
  input: Type.Object({ id: Id, version: Version, ...agreementFields }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, ...fields }) {
    const { organisation } = firmOf(ctx.actor);
    await loadAgreement(ctx.db, { id, organisation, version, act: 'edit' });
    const values = await valuesOf(ctx, organisation, fields);
    await ctx.db
      .updateTable('agreements')
      .set({ ...values, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path: '' });
    return { version: version + 1 };
  },
});
