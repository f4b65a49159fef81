import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBytes } from '#seal/age.ts';
import type { Product } from './product.ts';

/** Everything sealed that the server holds, opened with the firm's printed recovery key: what was really sealed. */
export async function openEverything({ owner, dataDir }: Product, secret: string): Promise<Buffer[]> {
  const { rows } = await owner.query<{ file: Buffer }>(
    `select ciphertext as file from secret_versions union all select form from secret_steps where form is not null
      union all select answer from secret_steps where answer is not null union all select ciphertext from leak_versions`,
  );
  const parts = await owner.query<{ ids: string[] }>(
    'select array_agg(store_id order by number) as ids from secret_parts p join secret_files f on f.id = p.file_id where f.state = $1 group by file_id',
    ['whole'],
  );
  const files = parts.rows.map(({ ids }) =>
    Buffer.concat(ids.map((id) => readFileSync(join(dataDir, 'files', placeOf(id))))),
  );
  const sealed = [...rows.map(({ file }) => file), ...files];
  return Promise.all(sealed.map(async (file) => Buffer.from(await openBytes(file, secret))));
}

/** Where the store keeps a file (server/kernel/file-stores.ts). */
const placeOf = (id: string): string => join(id.slice(-4, -2), id.slice(-2), id);
