import { loadOwnForm } from '#server/forms/load.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

type Ended = { readonly id: string; readonly version: number; readonly act: 'withdraw' | 'discard' };

/** The step of the table of states that ends a form; the table says from where. Answers its version. */
export async function endForm(ctx: VerbContext, { id, version, act }: Ended): Promise<{ edited: number }> {
  const { form, state } = await loadOwnForm(ctx, { id, version, act });
  await ctx.db
    .updateTable('forms')
    .set({ state, edited: version + 1 })
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  ctx.about({ row: id, path: form.path, data: { version: form.version } });
  return { edited: version + 1 };
}
