import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bar, round } from '../report.ts';
import type { Log } from './log.ts';

const most = 300;
/** A file takes whole blocks of the disk. */
const block = 4096;

/** Everything that the register keeps for its entries: rows and indexes, checkpoints, tiles and bundles by their blocks. */
export async function storageBar({ database, tilesDir, entries }: Log): Promise<Bar> {
  await database.owner.query('vacuum evidence_inbox, evidence_batches, deposits, checkpoints');
  const { rows } = await database.owner.query(`
    select pg_relation_size('deposits') as rows, pg_indexes_size('deposits') as indexes,
           pg_total_relation_size('checkpoints') as checkpoints, (select count(*) from checkpoints) as signed,
           pg_total_relation_size('evidence_inbox') + pg_total_relation_size('evidence_batches') as passing`);
  const [found] = rows;
  const tiles = await bytesBelow(tilesDir);
  const each = (bytes: number): number => round(Number(bytes) / entries);
  const all = Number(found.rows) + Number(found.indexes) + Number(found.checkpoints) + Number(found.passing) + tiles;
  return {
    name: 'storage an entry, all in',
    figure: all / entries,
    unit: 'bytes',
    sense: 'at most',
    limit: most,
    note: `rows ${each(found.rows)}, indexes ${each(found.indexes)}, tiles and bundles ${each(tiles)}, ${found.signed} checkpoints ${each(found.checkpoints)}, passing tables ${each(found.passing)}`,
  };
}

async function bytesBelow(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) sum += await bytesBelow(path);
    else sum += Math.ceil((await lstat(path)).size / block) * block;
  }
  return sum;
}
