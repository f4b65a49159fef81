import Type from 'typebox';
import { Id, Version } from '#domain/schema.ts';
import { loadOwnForm } from '#server/forms/load.ts';
import { verb } from '#server/kernel/verb.ts';

/** One step of the table of states that ends a form; the table says from where. */
const ending = (act: 'withdraw' | 'discard') =>
  verb({
    name: `form.${act}`,
    input: Type.Object({ id: Id, version: Version }),
    output: Type.Object({ edited: Type.Integer() }),
    async run(ctx, { id, version }) {
      const { form, state } = await loadOwnForm(ctx, { id, version, act });
      await ctx.db
        .updateTable('forms')
        .set({ state, edited: version + 1 })
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      ctx.about({ row: id, path: form.path, data: { version: form.version } });
      return { edited: version + 1 };
    },
  });

/** 停用: nobody begins with this form any more; what is being filled may be finished (C17). */
export const withdrawForm = ending('withdraw');

/** A draft that nobody needs; the next copy may begin at once. */
export const discardForm = ending('discard');
