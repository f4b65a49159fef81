import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadFile } from '#server/secrets/parts/files.ts';

/** All parts have arrived: the file counts and can be fetched. Twice is once. */
export const endFile = verb({
  name: 'secret.end-file',
  input: Type.Object({ file: Id }),
  output: Type.Object({ file: Id, size: Type.Number() }),
  async run(ctx, { file: id }) {
    const { file, secret } = await loadFile(ctx, id);
    if (file.received < file.parts) throw new Refused('file_not_whole', { received: file.received, parts: file.parts });
    if (file.state === 'arriving') {
      await ctx.db.updateTable('secret_files').set({ state: 'whole' }).where('id', '=', id).executeTakeFirstOrThrow();
      await ctx.db
        .updateTable('secrets')
        .set({ files: secret.files + 1, changed_at: ctx.now.toISOString() })
        .where('id', '=', secret.id)
        .executeTakeFirstOrThrow();
    }
    ctx.about({ row: secret.id, path: '', data: { file: id } });
    return { file: id, size: file.size };
  },
});
