/** The two kinds of file store: a folder, and a bucket of anything that speaks S3. Shapes and errors: files.ts. */
import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { Refused } from '#domain/refused.ts';
import { spool, storing, traitsOf, unavailable } from '#server/kernel/file-spool.ts';
import type { DiskConfig, FileStore, FileStoreConfig, S3Config } from '#server/kernel/files.ts';

/** Opens nothing yet: a store that cannot be reached is told by the first act that needs it. */
export function openFileStore(config: FileStoreConfig): FileStore {
  return config.kind === 'disk' ? diskStore(config) : s3Store(config);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Files under dir/ab/cd/<id>; what is being written lies in dir/incoming. Readable for this user alone. */
export function diskStore({ dir }: DiskConfig): FileStore {
  const place = (id: string) => join(dir, keyOf(id));
  let swept: Promise<void> | undefined;
  return {
    put: async (id, body, bounds) => {
      const path = place(id);
      const incoming = await makeFolder(join(dir, 'incoming'));
      swept ??= sweep(incoming).catch(() => {});
      await swept;
      const draft = join(incoming, randomUUID());
      try {
        const stored = await spool(draft, body, bounds);
        await makeFolder(dirname(path));
        await storing(rename(draft, path));
        // The name is on disk only when its folder is; the folders above may be new as well.
        for (const folder of [dirname(path), dirname(dirname(path)), dir]) await storing(flush(folder));
        return stored;
      } finally {
        await rm(draft, { force: true });
      }
    },
    read: async (id) => {
      const handle = await open(place(id)).catch((error) => {
        throw isMissing(error) ? new Refused('not_found', { noun: 'file' }) : unavailable(error);
      });
      return handle.createReadStream();
    },
    remove: async (id) => storing(rm(place(id), { force: true })),
    exists: async (id) =>
      access(place(id)).then(
        () => true,
        (error) => {
          if (isMissing(error)) return false;
          throw unavailable(error);
        },
      ),
  };
}

/** The bucket must exist. Keys are the paths of the disk store, so that either can be copied into the other. */
export function s3Store(config: S3Config): FileStore {
  const Bucket = config.bucket;
  let client: S3Client | undefined;
  // The client is 10 MB of code that a store on disk never needs.
  const load = async () => {
    const sdk = await import('@aws-sdk/client-s3');
    client ??= new sdk.S3Client(clientOptions(config));
    return { client, sdk };
  };
  return {
    put: async (id, body, bounds) => {
      const Key = keyOf(id);
      // A store wants size and hash before the bytes; and what is too large or breaks off never reaches it.
      const draft = join(tmpdir(), `humi-put-${randomUUID()}`);
      try {
        const stored = await spool(draft, body, bounds);
        const { client, sdk } = await load();
        const ChecksumSHA256 = Buffer.from(stored.sha256, 'hex').toString('base64');
        // Whole in memory, not as a stream: a stream cannot be sent again when the store asks for a second try.
        const Body = await readFile(draft);
        await storing(client.send(new sdk.PutObjectCommand({ Bucket, Key, Body, ChecksumSHA256 })));
        return stored;
      } finally {
        await rm(draft, { force: true });
      }
    },
    read: async (id) => {
      const Key = keyOf(id);
      const { client, sdk } = await load();
      const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket, Key })).catch((error) => {
        throw isMissing(error) ? new Refused('not_found', { noun: 'file' }) : unavailable(error);
      });
      // In Node the SDK always answers with a Node stream; its type also covers browsers.
      if (!(Body instanceof Readable)) throw unavailable(new Error('no body'));
      return Body;
    },
    remove: async (id) => {
      const Key = keyOf(id);
      const { client, sdk } = await load();
      await storing(client.send(new sdk.DeleteObjectCommand({ Bucket, Key })));
    },
    exists: async (id) => {
      const Key = keyOf(id);
      const { client, sdk } = await load();
      return client.send(new sdk.HeadObjectCommand({ Bucket, Key })).then(
        () => true,
        (error) => {
          if (isMissing(error)) return false;
          throw unavailable(error);
        },
      );
    },
  };
}

/** The tail spreads files over 65,536 folders: UUIDv7 begins with the time, which would fill one folder for weeks. */
function keyOf(id: string): string {
  const name = id.toLowerCase();
  if (!UUID.test(name)) throw new Refused('invalid', { field: 'id', rule: 'uuid' });
  return `${name.slice(-4, -2)}/${name.slice(-2)}/${name}`;
}

export function clientOptions({ endpoint, region, accessKeyId, secretAccessKey }: S3Config): S3ClientConfig {
  return {
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Most stores of one's own have no host name per bucket, and refuse the checksum trailers that AWS itself wants.
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000 },
  };
}

/** Removes what a killed process was writing more than a day ago. */
export async function sweep(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const draft = join(incoming, name);
    const found = await stat(draft).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > 86_400_000) await rm(draft, { force: true });
  }
}

export async function makeFolder(folder: string): Promise<string> {
  await storing(mkdir(folder, { recursive: true, mode: 0o700 }));
  return folder;
}

export async function flush(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

export const isMissing = (error: unknown) =>
  traitsOf(error).some((trait) => ['ENOENT', 'NoSuchKey', 'NotFound'].includes(trait));
