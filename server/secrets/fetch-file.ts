import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { Purpose } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { servedOf, writeReadings } from '#server/secrets/parts/served.ts';

/**
 * Puts the reading of a sealed file on record and answers its id: with it the bytes are fetched by GET for an hour,
 * from any part on, so that a broken download goes on where it stopped. A GET alone could not write the record.
 */
export const fetchFile = verb({
  name: 'secret.fetch-file',
  input: Type.Object({ file: Id, purpose: Purpose }),
  output: Type.Object({ reading: Id, size: Type.Number(), parts: Type.Integer() }),
  async run(ctx, { file: id, purpose }) {
    const file = await ctx.db
      .selectFrom('secret_files')
      .select(['secret_id', 'size', 'parts', 'received', 'state'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!file || file.state === 'removed') throw new Refused('not_found', { noun: 'file' });
    await servedOf(ctx, { ids: [file.secret_id], purpose });
    if (file.state !== 'whole') throw new Refused('file_not_whole', { received: file.received, parts: file.parts });
    const [reading = ''] = await writeReadings(ctx, [{ secret: file.secret_id, file: id, purpose }]);
    ctx.about({ row: file.secret_id, path: '', data: { file: id, purpose } });
    return { reading, size: file.size, parts: file.parts };
  },
});
