import { buffer } from 'node:stream/consumers';
import { mayDo } from '#domain/permissions.ts';
import { Refused } from '#domain/refused.ts';
import { ById, FileOutput } from '#domain/schema.ts';
import type { FileStore } from '#server/kernel/files.ts';
import { query } from '#server/kernel/verb.ts';

/** A file's content; who sees the row of a file sees the file, of an exhibit only who may open exhibits. */
export const showFile = query({
  name: 'file.show',
  input: ById,
  output: FileOutput,
  async run({ db, actor, files }, { id }) {
    const row = await db
      .selectFrom('files')
      .select(['id', 'noun', 'name', 'media_type'])
      .where('id', '=', id)
      .executeTakeFirst();
    const roles = actor.kind === 'person' ? actor.roles : [];
    if (!row || (row.noun === 'exhibit' && !mayDo(roles, 'exhibit.show')))
      throw new Refused('not_found', { noun: 'file' });
    return { name: row.name, media_type: row.media_type, bytes: await readContent(files, row) };
  },
});

/** A row whose bytes are gone is a damaged store, not a wrong link: it gets its own sentence. */
async function readContent(files: FileStore, { id, name }: { id: string; name: string }): Promise<Uint8Array> {
  try {
    return await buffer(await files.read(id));
  } catch (error) {
    throw error instanceof Refused && error.reason === 'not_found' ? new Refused('file_lost', { name }) : error;
  }
}
