import { expect, test } from 'vitest';
import { parseCheckpoint } from '#domain/evidence/checkpoint.ts';
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  verifyConsistency,
  verifyInclusion,
} from '#domain/evidence/merkle.ts';
import { parseNote, verifyNote } from '#domain/evidence/notes.ts';
import { decodeBundle } from '#domain/evidence/tiles.ts';
import { useHouse } from '#test/house.ts';
import { receiveEntries } from '#test/log.ts';
import { verifiersOf } from './keys.ts';
import { publishNow } from './sequencer.ts';
import { treeReader } from './tree.ts';

const house = useHouse();
const owner = () => house().house.database.owner;

const get = async (url: string) => {
  const { statusCode, headers, rawPayload } = await house().http.inject({ method: 'GET', url });
  return { status: statusCode, headers, bytes: rawPayload, text: rawPayload.toString() };
};

const newest = async () => {
  const note = parseNote((await get('/log/checkpoint')).text);
  const checkpoint = parseCheckpoint(note?.text ?? '');
  if (!note || !checkpoint) throw new Error('no checkpoint');
  return { note, ...checkpoint };
};

test('[C23] a new register publishes its empty beginning, signed with Ed25519 and SM2', async () => {
  await publishNow(house());
  const { note, size, origin } = await newest();
  expect(size).toBe(0);
  expect(origin).toMatch(/^humi\.local\/log\/[0-9a-f]{8}$/);
  const { rows } = await owner().query('select vkey, kind from log_keys order by kind');
  expect(rows.map(({ kind }) => kind)).toEqual(['ed25519', 'sm2']);
  const found = verifyNote(note, verifiersOf(rows.map(({ vkey }) => vkey)));
  expect(found.ok && found.verified.length).toBe(2);
});

test('[C23] what is received gets one place each, in order, and a stranger can check it from the served files', async () => {
  const before = await newest();
  const sizes = [1, 3, 252, 1, 300, 700];
  const seen = [before];
  for (const count of sizes) {
    await receiveEntries(owner(), count);
    await publishNow(house());
    seen.push(await newest());
  }
  const last = seen.at(-1) ?? before;
  expect(last.size).toBe(sizes.reduce((sum, count) => sum + count, 0));
  const { rows } = await owner().query('select entry_index from deposits order by 1');
  expect(rows.map(({ entry_index }) => entry_index)).toEqual(Array.from({ length: last.size }, (_, at) => at));
  expect((await owner().query('select 1 from evidence_batches')).rowCount).toBe(0);
  const read = treeReader(house().house.tiles, last.size);
  for (const { size, root } of seen) {
    const path = await consistencyProof(read, size, last.size);
    expect(verifyConsistency({ oldSize: size, newSize: last.size, oldRoot: root, newRoot: last.root, path })).toBe(
      true,
    );
  }
  for (const index of [0, 255, 256, 557, 1256]) {
    const bundle = Math.floor(index / 256);
    const width = Math.min(256, last.size - bundle * 256);
    const served = await get(`/log/tile/entries/00${bundle}${width < 256 ? `.p/${width}` : ''}`);
    const entry = decodeBundle(served.bytes, width)?.[index % 256] ?? new Uint8Array();
    const path = await inclusionProof(read, index, last.size);
    const leaf = leafHash(entry);
    expect(verifyInclusion({ index, size: last.size, leaf, path, root: last.root })).toBe(true);
  }
});

test('[C23] served files are public and immutable, and nothing beyond the published size exists', async () => {
  const full = await get('/log/tile/0/000');
  expect(full.status).toBe(200);
  expect(full.bytes.length).toBe(8192);
  expect(full.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'cache-control': 'public, max-age=31536000, immutable',
    'access-control-allow-origin': '*',
  });
  expect((await get('/log/checkpoint')).headers).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'public, max-age=2',
    'access-control-allow-origin': '*',
  });
  const edge = await get('/log/tile/0/004.p/233');
  expect(edge.bytes.length).toBe(233 * 32);
  // Narrower than what is kept: cut from it, as it was served when it was the newest.
  expect((await get('/log/tile/0/004.p/17')).bytes).toEqual(edge.bytes.subarray(0, 17 * 32));
  expect((await get('/log/tile/0/000.p/17')).bytes).toEqual(full.bytes.subarray(0, 17 * 32));
  expect(decodeBundle((await get('/log/tile/entries/004.p/17')).bytes, 17)).toHaveLength(17);
  for (const path of ['0/004', '0/004.p/234', '0/005', '1/000', '2/000.p/1', 'entries/004', 'entries/005.p/1'])
    expect((await get(`/log/tile/${path}`)).status, path).toBe(404);
  for (const path of [
    '0%2f..%2f..%2fcheckpoint',
    '0%2f%2e%2e%2f..%2fx',
    '0/000.p/0',
    '0/000.p/256',
    '00/000',
    '64/000',
    '0/0',
    'x',
  ])
    expect((await get(`/log/tile/${path}`)).status, path).toBe(404);
});
