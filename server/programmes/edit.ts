import Type from 'typebox';
import { checkPeriod } from '#domain/programmes/rules.ts';
import { programmeFields } from '#domain/programmes/schema.ts';
import { Id, Version } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { lockOwnProgramme } from './load.ts';

/** Changes what stands on the title page of a programme (C01). What is not sent stays. */
export const editProgramme = verb({
  name: 'programme.edit',
  input: Type.Object({ id: Id, version: Version, ...programmeFields }),
  output: Type.Object({ id: Id, version: Type.Integer() }),
  async run(ctx, { id, version, basis, ...fields }) {
    const programme = await lockOwnProgramme(ctx, { id, version });
    checkPeriod({ from_on: programme.from_on, to_on: programme.to_on, ...fields });
    await ctx.db
      .updateTable('programmes')
      .set({ ...fields, ...(basis === undefined ? {} : { basis: JSON.stringify(basis) }), version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({
      row: id,
      programme: id,
      path: programme.path,
      data: { fields: Object.keys({ ...fields, ...(basis ? { basis } : {}) }) },
    });
    return { id, version: version + 1 };
  },
});
