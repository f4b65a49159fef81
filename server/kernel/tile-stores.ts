/** The two kinds of tile store, beside the attachments: a folder, and the prefix `log/` of a bucket. Shapes: tiles.ts. */
import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { parseTilePath } from '#domain/evidence/tiles.ts';
import { Refused } from '#domain/refused.ts';
import { spool, storing, traitsOf, unavailable } from '#server/kernel/file-spool.ts';
import { clientOptions, flush, isMissing, makeFolder, sweep } from '#server/kernel/file-stores.ts';
import type { DiskConfig, FileStoreConfig, S3Config } from '#server/kernel/files.ts';
import type { TileStore } from '#server/kernel/tiles.ts';

/** Opens nothing yet: a store that cannot be reached is told by the first act that needs it. */
export function openTileStore(config: FileStoreConfig): TileStore {
  return config.kind === 'disk' ? diskTiles({ kind: 'disk', dir: join(config.dir, 'log') }) : s3Tiles(config);
}

/** Tiles under `dir` by their standard paths; what is being written lies in dir/incoming. */
export function diskTiles({ dir }: DiskConfig): TileStore {
  const place = (path: string) => join(dir, checked(path));
  const settle = oneFlushAtATime();
  let swept: Promise<void> | undefined;
  return {
    write: async (path, bytes) => {
      const target = place(path);
      const incoming = join(dir, 'incoming');
      await makeFolder(incoming);
      swept ??= sweep(incoming).catch(() => {});
      await swept;
      const draft = join(incoming, randomUUID());
      try {
        await spool(draft, bytes);
        await moveTo(draft, target);
        // The name is on disk only when its folder is; the folders above may be new as well.
        const folders = foldersAbove(target, dir);
        await storing(Promise.all(folders.map(settle)));
      } finally {
        await rm(draft, { force: true });
      }
    },
    read: async (path) => {
      const target = place(path);
      return readFile(target).catch((error) => {
        if (isMissing(error) || traitsOf(error).includes('ENOTDIR')) return undefined;
        throw unavailable(error);
      });
    },
    remove: async (path) => {
      const target = place(path);
      await storing(rm(target, { force: true }));
      // The folder of partial tiles goes with the last of them.
      if (dirname(target).endsWith('.p')) await rmdir(dirname(target)).catch(() => {});
    },
    removePartials: async (path) => storing(rm(`${place(path)}.p`, { recursive: true, force: true, maxRetries: 3 })),
  };
}

/** The bucket must exist. Keys are the paths of the disk store below files/, so that either can be copied into the other. */
export function s3Tiles(config: S3Config): TileStore {
  const Bucket = config.bucket;
  const keyOf = (path: string) => `log/${checked(path)}`;
  let client: S3Client | undefined;
  // The client is 10 MB of code that a store on disk never needs.
  const load = async () => {
    const sdk = await import('@aws-sdk/client-s3');
    client ??= new sdk.S3Client(clientOptions(config));
    return { client, sdk };
  };
  return {
    write: async (path, bytes) => {
      const Key = keyOf(path);
      const { client, sdk } = await load();
      await storing(client.send(new sdk.PutObjectCommand({ Bucket, Key, Body: bytes })));
    },
    read: async (path) => {
      const Key = keyOf(path);
      const { client, sdk } = await load();
      const answer = await client.send(new sdk.GetObjectCommand({ Bucket, Key })).catch((error) => {
        if (isMissing(error)) return undefined;
        throw unavailable(error);
      });
      return answer && Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
    },
    remove: async (path) => {
      const Key = keyOf(path);
      const { client, sdk } = await load();
      await storing(client.send(new sdk.DeleteObjectCommand({ Bucket, Key })));
    },
    removePartials: async (path) => {
      const Prefix = `${keyOf(path)}.p/`;
      const { client, sdk } = await load();
      const { Contents = [] } = await storing(client.send(new sdk.ListObjectsV2Command({ Bucket, Prefix })));
      for (const { Key } of Contents) await storing(client.send(new sdk.DeleteObjectCommand({ Bucket, Key })));
    },
  };
}

/** No text but a standard path names a place in the store, so none leads out of it. */
function checked(path: string): string {
  if (path !== 'checkpoint' && parseTilePath(path) === undefined) throw new Refused('not_found', { noun: 'tile' });
  return path;
}

/** Somebody who removed the last partial tile may have taken the folder away in between: once more. */
async function moveTo(draft: string, target: string): Promise<void> {
  await makeFolder(dirname(target));
  try {
    await rename(draft, target);
  } catch (error) {
    if (!isMissing(error)) await storing(Promise.reject(error));
    await makeFolder(dirname(target));
    await storing(rename(draft, target));
  }
}

/** From the folder of `target` up to `dir`. */
function foldersAbove(target: string, dir: string): string[] {
  const folders = [dirname(target)];
  for (let at = dirname(target); at !== dir; ) {
    at = dirname(at);
    folders.push(at);
  }
  return folders;
}

/** Writers of one folder at one moment share a flush: one that begins after all of their names are there. */
function oneFlushAtATime(): (folder: string) => Promise<void> {
  const running = new Map<string, Promise<void>>();
  const next = new Map<string, Promise<void>>();
  return (folder) => {
    const waiting = next.get(folder);
    if (waiting) return waiting;
    const turn = (running.get(folder) ?? Promise.resolve())
      .catch(() => {})
      .then(() => {
        next.delete(folder);
        const flushing = flush(folder).finally(() => {
          if (running.get(folder) === flushing) running.delete(folder);
        });
        running.set(folder, flushing);
        return flushing;
      });
    next.set(folder, turn);
    return turn;
  };
}
