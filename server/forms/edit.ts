import Type from 'typebox';
import { formFields } from '#domain/forms/schema.ts';
import { Id, Version } from '#domain/schema.ts';
import { loadOwnForm } from '#server/forms/load.ts';
import { verb } from '#server/kernel/verb.ts';

/** Changes a draft; it may still be unsound, only publishing asks for a whole form (C17). */
export const editForm = verb({
  name: 'form.edit',
  input: Type.Object({ id: Id, version: Version, ...formFields }),
  output: Type.Object({ edited: Type.Integer() }),
  async run(ctx, { id, version, title, content }) {
    const { form } = await loadOwnForm(ctx, { id, version, act: 'edit' });
    await ctx.db
      .updateTable('forms')
      .set({ title: title.trim(), content: JSON.stringify(content), edited: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path: form.path, data: { items: content.items.length } });
    return { edited: version + 1 };
  },
});
