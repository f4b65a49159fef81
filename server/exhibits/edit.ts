import Type from 'typebox';
import { exhibitFields } from '#domain/exhibits/schema.ts';
import { Id, Version } from '#domain/schema.ts';
import { loadKept } from '#server/exhibits/load.ts';
import { checkProgramme } from '#server/exhibits/steps/fields.ts';
import { verb } from '#server/kernel/verb.ts';

/** Corrects what was registered, until the first step fixes it. */
export const editExhibit = verb({
  name: 'exhibit.edit',
  input: Type.Object({ id: Id, version: Version, ...exhibitFields }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, programme, name, case_no, ...fields }) {
    const { exhibit } = await loadKept(ctx, { id, version, act: 'edit' });
    if (programme !== exhibit.programme_id) await checkProgramme(ctx, programme);
    await ctx.db
      .updateTable('exhibits')
      .set({
        ...{ ...fields, programme_id: programme, name: name.trim(), case_no: case_no?.trim() || null },
        version: version + 1,
      })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path: '', data: { kind: fields.kind } });
    return { version: version + 1 };
  },
});
