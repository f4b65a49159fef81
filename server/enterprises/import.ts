import Type from 'typebox';
import { cleanName } from '#domain/files/rules.ts';
import { Refused } from '#domain/refused.ts';
import { fileInput, Id } from '#domain/schema.ts';
import { belowOf } from '#server/enterprises/load.ts';
import { newId } from '#server/kernel/id.ts';
import { streamSheet } from '#server/kernel/sheet-stream.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * A table of firms comes in (.xlsx or .csv, columns in any order). It is read in the background; its progress is at
 * `enterprise.preview`. One table at a time for an organisation: import_open. What is no table is refused at once.
 */
export const importEnterprises = verb({
  name: 'enterprise.import',
  input: Type.Object(fileInput),
  output: Type.Object({ id: Id }),
  async run(ctx, { file_name, bytes }) {
    const { actor, db, files, now } = ctx;
    if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
    const path = belowOf(actor);
    if (path === '!') throw new Refused('not_permitted', { act: 'enterprise.import' });
    const { total } = streamSheet(bytes);
    const open = await db
      .selectFrom('imports')
      .select('id')
      .where('org_id', '=', actor.organisation)
      .where('state', 'in', ['arriving', 'arrived', 'checking', 'checked', 'applying'])
      .executeTakeFirst();
    if (open) throw new Refused('import_open');
    const id = newId();
    await files.put(id, bytes);
    await db
      .insertInto('imports')
      .values({
        ...{ id, org_id: actor.organisation, path, created_by: actor.person, created_at: now.toISOString() },
        ...{ file_name: cleanName(file_name), file_size: bytes.byteLength, total },
      })
      .execute();
    ctx.about({ row: id, path, data: { size: bytes.byteLength } });
    return { id };
  },
});
