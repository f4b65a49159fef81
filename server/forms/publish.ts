import Type from 'typebox';
import { checkForm } from '#domain/forms/rules.ts';
import { Id, Version } from '#domain/schema.ts';
import { loadOwnForm } from '#server/forms/load.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * 公布: from now on firms below are asked by this form. It never changes again; an older version of it is withdrawn, and
 * whoever is filling that one finishes it or moves the answers over (C17).
 */
export const publishForm = verb({
  name: 'form.publish',
  deposits: true,
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ edited: Type.Integer(), withdrawn: Type.Integer() }),
  async run(ctx, { id, version }) {
    const { form, state } = await loadOwnForm(ctx, { id, version, act: 'publish' });
    checkForm(form.content);
    const { numUpdatedRows } = await ctx.db
      .updateTable('forms')
      .set((row) => ({ state: 'withdrawn', edited: row('edited', '+', 1) }))
      .where('key', '=', form.key)
      .where('state', '=', 'published')
      .executeTakeFirst();
    await ctx.db
      .updateTable('forms')
      .set({ state, published_at: ctx.now.toISOString(), edited: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.deposit({ row: id, facts: { title: form.title, version: form.version, content: form.content } });
    ctx.about({ row: id, path: form.path, data: { version: form.version, items: form.content.items.length } });
    return { edited: version + 1, withdrawn: Number(numUpdatedRows) };
  },
});
