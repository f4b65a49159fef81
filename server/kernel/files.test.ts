import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { openFileStore } from '#server/kernel/file-stores.ts';
import type { FileStore } from '#server/kernel/files.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const ID = '0190a1b2-c3d4-7e5f-8a6b-0123456789ab';
const text = Buffer.from('会议纪要：保密措施');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error) => error.reason ?? error.message,
  );

const acts = (store: FileStore, id: string) => [
  () => store.put(id, text),
  () => store.read(id),
  () => store.remove(id),
  () => store.exists(id),
];

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'humi-test-'));
  undo.push(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

const filesIn = (dir: string) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));

/** A bucket in memory that answers as S3 does, and remembers what it was asked; `failing` is the status of its next `failures` answers. */
async function bucket() {
  const objects = new Map<string, Buffer>();
  const asked: IncomingMessage[] = [];
  const state = { failing: 0, failures: Number.POSITIVE_INFINITY, objects, asked, endpoint: '' };
  const server = createServer(async (request, response) => {
    asked.push(request);
    const body = await buffer(request);
    const key = request.url?.split('?')[0] ?? '';
    if (state.failing && state.failures-- > 0)
      return response.writeHead(state.failing).end('<Error><Code>InternalError</Code></Error>');
    if (request.method === 'PUT') {
      const sum = createHash('sha256').update(body).digest('base64');
      if (request.headers['x-amz-checksum-sha256'] !== sum) return response.writeHead(400).end();
      objects.set(key, body);
      return response.writeHead(200, { etag: '"1"' }).end();
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      return response.writeHead(204).end();
    }
    const found = objects.get(key);
    if (!found)
      return response.writeHead(404).end(request.method === 'HEAD' ? '' : '<Error><Code>NoSuchKey</Code></Error>');
    return response.writeHead(200, { 'content-length': found.length }).end(request.method === 'HEAD' ? '' : found);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  state.endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return state;
}

const s3 = (endpoint: string) =>
  openFileStore({
    kind: 's3',
    endpoint,
    bucket: 'humi',
    region: 'cn-test',
    accessKeyId: 'key',
    secretAccessKey: 'very secret',
  });
const disk = (dir: string) => openFileStore({ kind: 'disk', dir });

const kinds: [string, () => Promise<FileStore>][] = [
  ['disk', async () => disk(folder())],
  ['S3', async () => s3((await bucket()).endpoint)],
];

describe.each(kinds)('files on %s', (_, openStore) => {
  it('come back as they went in, from bytes or a stream', async () => {
    const store = await openStore();
    const large = Buffer.alloc(3_000_000, 'abc');
    expect(await store.put(ID, text)).toEqual({ size: text.length, sha256: sha256(text) });
    expect(await buffer(await store.read(ID))).toEqual(text);
    const stream = Readable.from([large.subarray(0, 1), large.subarray(1, 2_000_000), large.subarray(2_000_000)]);
    expect(await store.put(ID.toUpperCase(), stream)).toEqual({ size: large.length, sha256: sha256(large) });
    expect(sha256(await buffer(await store.read(ID)))).toBe(sha256(large));
    const empty = randomUUID();
    expect(await store.put(empty, new Uint8Array())).toEqual({ size: 0, sha256: sha256(Buffer.alloc(0)) });
    expect(await buffer(await store.read(empty))).toEqual(Buffer.alloc(0));
  });

  it('are gone when removed, and removing again is no error', async () => {
    const store = await openStore();
    await store.put(ID, text);
    expect(await store.exists(ID)).toBe(true);
    await store.remove(ID);
    await store.remove(ID);
    expect(await store.exists(ID)).toBe(false);
    expect(await reasonOf(store.read(ID))).toBe('not_found');
  });

  it('past the bound are refused while they come, and the earlier file stays', async () => {
    const store = await openStore();
    let sent = 0;
    const endless = (async function* () {
      for (;;) {
        sent += 1024 * 1024;
        yield new Uint8Array(1024 * 1024);
      }
    })();
    await store.put(ID, text, { maxBytes: text.length });
    await expect(store.put(ID, endless, { maxBytes: 2 * 1024 * 1024 })).rejects.toMatchObject({
      reason: 'file_too_large',
      detail: { limit: '2 MB' },
    });
    expect(sent).toBeLessThanOrEqual(3 * 1024 * 1024);
    expect(await buffer(await store.read(ID))).toEqual(text);
  });

  it('are not kept when the sender breaks off', async () => {
    const store = await openStore();
    const broken = (async function* () {
      yield text;
      throw new Error('the client went away');
    })();
    expect(await reasonOf(store.put(ID, broken))).toBe('the client went away');
    expect(await store.exists(ID)).toBe(false);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('humi-put-'))).toEqual([]);
  });

  it('have UUIDs for names and nothing else', async () => {
    const store = await openStore();
    for (const id of ['', '../../etc/passwd', `${ID}/..`, `${ID}\n`, `../${ID}`, 'ab/cd', `${ID}\0`]) {
      for (const act of acts(store, id)) {
        expect([id, await reasonOf(act())]).toEqual([id, 'invalid']);
      }
    }
    await fc.assert(fc.asyncProperty(fc.string(), async (id) => (await reasonOf(store.exists(id))) === 'invalid'));
  });
});

describe('the disk store', () => {
  it('shows a file only when it is whole, to this user alone, and keeps no drafts', async () => {
    const dir = folder();
    const store = disk(join(dir, 'files'));
    const seen: string[][] = [];
    const watched = (async function* () {
      yield text;
      await new Promise((resolve) => setTimeout(resolve, 20));
      seen.push(filesIn(dir).filter((name) => name.endsWith(ID)));
      yield text;
    })();
    await store.put(ID, watched);
    expect(seen).toEqual([[]]);
    expect(filesIn(dir)).toEqual([join('files', '89', 'ab', ID)]);
    expect(statSync(join(dir, 'files', '89', 'ab', ID)).mode & 0o777).toBe(0o600);
    expect(statSync(join(dir, 'files')).mode & 0o777).toBe(0o700);
  });

  it('ends whole when many write the same file at once', async () => {
    const dir = folder();
    const store = disk(dir);
    await Promise.all(Array.from({ length: 8 }, (_, n) => store.put(ID, Buffer.alloc(100_000, String(n)))));
    const bytes = await buffer(await store.read(ID));
    expect(bytes).toEqual(Buffer.alloc(100_000, bytes[0]));
    expect(filesIn(dir)).toHaveLength(1);
  });

  it('removes what a killed process left, but not what may still be written', async () => {
    const dir = folder();
    mkdirSync(join(dir, 'incoming'));
    for (const name of ['old', 'new']) writeFileSync(join(dir, 'incoming', name), '');
    utimesSync(join(dir, 'incoming', 'old'), 1, 1);
    await disk(dir).put(ID, text);
    expect(readdirSync(join(dir, 'incoming'))).toEqual(['new']);
  });

  it('says that the disk is full, and keeps nothing half', async ({ skip }) => {
    const dir = folder();
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', dir]).status !== 0) skip('may not mount');
    undo.push(() => spawnSync('umount', [dir]));
    const store = disk(dir);
    await store.put(ID, text);
    expect(await reasonOf(store.put(randomUUID(), Buffer.alloc(2_000_000)))).toBe('disk_full');
    expect(filesIn(dir)).toHaveLength(1);
    expect(await buffer(await store.read(ID))).toEqual(text);
  });

  it('says that its folder cannot be used', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    expect(await reasonOf(disk(file).put(ID, text))).toBe('file_store_unavailable');
    expect(await reasonOf(disk(file).exists(ID))).toBe('file_store_unavailable');
    expect(existsSync(file)).toBe(true);
  });
});

describe('the S3 store', () => {
  it('asks as S3 wants it: path style, signed, with length and hash', async () => {
    const { endpoint, asked, objects } = await bucket();
    const store = s3(endpoint);
    await store.put(ID, text);
    await store.exists(ID);
    await buffer(await store.read(ID));
    await store.remove(ID);
    expect(asked.map(({ method }) => method)).toEqual(['PUT', 'HEAD', 'GET', 'DELETE']);
    for (const { url, headers } of asked) {
      expect(url?.split('?')[0]).toBe(`/humi/89/ab/${ID}`);
      expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/cn-test\/s3\/aws4_request/);
      expect(JSON.stringify(headers)).not.toContain('very secret');
    }
    expect(asked[0]?.headers['content-length']).toBe(String(text.length));
    expect(asked[0]?.headers['transfer-encoding']).toBeUndefined();
    expect(objects.size).toBe(0);
  });

  it('sends nothing of a file that is refused', async () => {
    const { endpoint, asked } = await bucket();
    expect(await reasonOf(s3(endpoint).put(ID, text, { maxBytes: 3 }))).toBe('file_too_large');
    expect(asked).toEqual([]);
  });

  it('says that the store does not answer, whatever was asked', async () => {
    const state = await bucket();
    state.failing = 403;
    const store = s3(state.endpoint);
    for (const act of acts(store, ID)) {
      expect(await reasonOf(act())).toBe('file_store_unavailable');
    }
    await expect(store.exists(ID)).rejects.toMatchObject({ detail: { cause: expect.stringContaining('HTTP 403') } });
    expect(await reasonOf(s3('http://127.0.0.1:1').exists(ID))).toBe('file_store_unavailable');
  });

  it('tries again when the store is busy for a moment', async () => {
    const state = await bucket();
    state.failing = 503;
    state.failures = 1;
    expect(await s3(state.endpoint).put(ID, text)).toEqual({ size: text.length, sha256: sha256(text) });
    expect(state.asked).toHaveLength(2);
  });
});
