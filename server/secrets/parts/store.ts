import type { VerbContext } from '#server/kernel/verb.ts';

type Which = { readonly secret: string } | { readonly file: string };

/**
 * Marks sealed files as removed and deletes their bytes from the store. The bytes go before the act commits: should the
 * commit fail, the rows still stand and the act is simply done again.
 */
export async function removeFiles({ db, files }: VerbContext, which: Which): Promise<number> {
  const wanted = 'secret' in which ? ([['secret_id', which.secret]] as const) : ([['id', which.file]] as const);
  const [[column, value]] = wanted;
  const found = await db
    .selectFrom('secret_files')
    .select('id')
    .where(column, '=', value)
    .where('state', '<>', 'removed')
    .forUpdate()
    .execute();
  for (const { id } of found) {
    const parts = await db.selectFrom('secret_parts').select('store_id').where('file_id', '=', id).execute();
    await db.deleteFrom('secret_parts').where('file_id', '=', id).execute();
    await db.updateTable('secret_files').set({ state: 'removed' }).where('id', '=', id).executeTakeFirstOrThrow();
    for (const { store_id } of parts) await files.remove(store_id);
  }
  return found.length;
}
