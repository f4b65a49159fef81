import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { fileInput, Id } from '#domain/schema.ts';
import { mostParts, sizeOfPart } from '#domain/secrets/rules.ts';
import { countSealedFor } from '#domain/secrets/sealed.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadFile } from '#server/secrets/parts/files.ts';

/**
 * One part of a sealed file, 4 MiB but for the last, in order. A part that arrived before is taken again without a
 * change, so that a client on a bad network simply repeats; the answer says which is next.
 */
export const putPart = verb({
  name: 'secret.put-part',
  input: Type.Object({ file: Id, number: Type.Integer({ minimum: 1, maximum: mostParts }), ...fileInput }),
  output: Type.Object({ received: Type.Integer(), parts: Type.Integer() }),
  async run(ctx, { file: id, number: asked, bytes }) {
    const number = Number(asked);
    const { file } = await loadFile(ctx, id);
    if (!Number.isInteger(number) || number < 1 || number > file.parts)
      throw new Refused('invalid', { field: 'number', rule: `1 to ${file.parts}` });
    const size = sizeOfPart(file.size, number);
    if (bytes.byteLength !== size) throw new Refused('part_size', { number, size });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (number <= file.received) {
      const known = ctx.db.selectFrom('secret_parts').select('sha256').where('file_id', '=', id);
      const before = await known.where('number', '=', number).executeTakeFirst();
      if (before?.sha256 !== sha256) throw new Refused('part_differs', { number });
      return { received: file.received, parts: file.parts };
    }
    if (number !== file.received + 1) throw new Refused('part_order', { next: file.received + 1 });
    if (number === 1) countSealedFor(bytes);
    const store_id = newId();
    await ctx.files.put(store_id, bytes, { maxBytes: size });
    const row = { file_id: id, number, org_id: file.org_id, store_id, sha256 };
    await ctx.db.insertInto('secret_parts').values(row).execute();
    const crc = crc32(bytes, file.crc);
    await ctx.db
      .updateTable('secret_files')
      .set({ received: number, crc })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: file.secret_id, path: '', data: { file: id, part: number } });
    return { received: number, parts: file.parts };
  },
});
