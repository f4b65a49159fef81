import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/secrets/load.ts';
import { loadFile } from '#server/secrets/parts/files.ts';
import { removeFiles } from '#server/secrets/parts/store.ts';

/**
 * A sealed file that is not needed any more, or an upload that was given up: its bytes are removed for good. Once the
 * secret is no draft, a whole file goes by an officer alone: whoever leaked it must not remove what shows it.
 */
export const dropFile = verb({
  name: 'secret.drop-file',
  input: Type.Object({ file: Id }),
  output: Type.Object({ files: Type.Integer() }),
  async run(ctx, { file: id }) {
    const { file, secret } = await loadFile(ctx, id);
    if (file.state === 'whole' && secret.state !== 'draft' && !firmOf(ctx).officer)
      throw new Refused('files_are_officers', { field: 'file' });
    await removeFiles(ctx, { file: id });
    const files = file.state === 'whole' ? secret.files - 1 : secret.files;
    await ctx.db
      .updateTable('secrets')
      .set({ files, changed_at: ctx.now.toISOString() })
      .where('id', '=', secret.id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: secret.id, path: '', data: { file: id } });
    return { files };
  },
});
