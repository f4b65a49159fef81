import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { openTileStore } from '#server/kernel/tile-stores.ts';
import type { TileStore } from '#server/kernel/tiles.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const hash = createHash('sha256').update('x').digest();
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error) => error.reason ?? error.message,
  );

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'humi-test-'));
  undo.push(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

const disk = (dir: string) => openTileStore({ kind: 'disk', dir });

/** A bucket in memory that answers as S3 does. */
async function bucket(objects = new Map<string, Buffer>()): Promise<TileStore> {
  const server = createServer(async (request, response) => {
    const key = request.url?.split('?')[0] ?? '';
    const body = await buffer(request);
    if (request.method === 'PUT') objects.set(key, body);
    if (request.method === 'DELETE') objects.delete(key);
    const prefix = new URL(request.url ?? '', 'http://s3').searchParams.get('prefix');
    if (prefix !== null) {
      const keys = [...objects.keys()].map((name) => decodeURIComponent(name).replace('/humi/', ''));
      const found = keys
        .filter((name) => name.startsWith(prefix))
        .map((name) => `<Contents><Key>${name}</Key></Contents>`);
      return response.end(`<ListBucketResult>${found.join('')}</ListBucketResult>`);
    }
    if (request.method !== 'GET') return response.writeHead(request.method === 'PUT' ? 200 : 204).end();
    const found = objects.get(key);
    if (!found) return response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    return response.writeHead(200, { 'content-length': found.length }).end(found);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return openTileStore({
    kind: 's3',
    endpoint,
    bucket: 'humi',
    region: 'cn-test',
    accessKeyId: 'k',
    secretAccessKey: 's',
  });
}

const kinds: [string, () => Promise<TileStore>][] = [
  ['disk', async () => disk(folder())],
  ['S3', () => bucket()],
];

const paths = ['checkpoint', 'tile/0/000', 'tile/0/x001/x234/067.p/255', 'tile/entries/x001/000', 'tile/1/000.p/1'];

describe.each(kinds)('tiles on %s', (_, open) => {
  it('come back as they went in, are replaced whole, and are gone when removed', async () => {
    const store = await open();
    for (const path of paths) {
      expect(await store.read(path)).toBeUndefined();
      await store.write(path, hash);
      await store.write(path, Buffer.concat([hash, hash]));
      expect(Buffer.from((await store.read(path)) ?? [])).toEqual(Buffer.concat([hash, hash]));
      await store.remove(path);
      await store.remove(path);
      expect(await store.read(path)).toBeUndefined();
    }
  });

  it('lose the partial ones of a full tile all at once', async () => {
    const store = await open();
    const partial = ['tile/0/x001/000.p/3', 'tile/0/x001/000.p/200', 'tile/0/x001/000.p/255'];
    for (const path of [...partial, 'tile/0/x001/000', 'tile/0/x001/001.p/3']) await store.write(path, hash);
    await store.removePartials('tile/0/x001/000');
    await store.removePartials('tile/0/x001/000');
    for (const path of partial) expect(await store.read(path)).toBeUndefined();
    for (const path of ['tile/0/x001/000', 'tile/0/x001/001.p/3']) expect(await store.read(path)).toBeDefined();
  });

  it('have no other names: none leads out of the store', async () => {
    const store = await open();
    for (const path of ['../checkpoint', '/etc/passwd', 'tile/0/../../x', 'incoming/x', 'tile/0/1', 'tile/64/000', ''])
      for (const act of [store.read(path), store.write(path, hash), store.remove(path)])
        expect(await reasonOf(act), path).toBe('not_found');
  });

  it('are written many at a time', async () => {
    const store = await open();
    const many = Array.from({ length: 60 }, (_, at) => `tile/0/${String(at).padStart(3, '0')}`);
    await Promise.all(many.map((path) => store.write(path, Buffer.from(path))));
    for (const path of many) expect(Buffer.from((await store.read(path)) ?? []).toString()).toBe(path);
  });
});

describe('the folder of tiles', () => {
  it('lies under log/ by the standard paths, and keeps nothing that was being written', async () => {
    const dir = folder();
    const incoming = join(dir, 'log', 'incoming');
    mkdirSync(incoming, { recursive: true });
    writeFileSync(join(incoming, 'draft-of-a-killed-process'), 'x');
    utimesSync(join(incoming, 'draft-of-a-killed-process'), 1, 1);
    const store = disk(dir);
    for (const path of paths) await store.write(path, hash);
    const files = readdirSync(join(dir, 'log'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 5));
    expect(files.sort()).toEqual([...paths].sort());
    await store.remove('tile/0/x001/x234/067.p/255');
    expect(readdirSync(join(dir, 'log/tile/0/x001/x234'))).toEqual([]);
  });

  it('that cannot be used says so', async () => {
    const dir = folder();
    writeFileSync(join(dir, 'log'), 'a file in its place');
    expect(await reasonOf(disk(dir).write('checkpoint', hash))).toBe('file_store_unavailable');
  });
});
