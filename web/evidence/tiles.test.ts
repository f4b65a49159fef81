import { expect, test } from 'vitest';
import { formatCheckpointBody } from '#domain/evidence/checkpoint.ts';
import { digestsOf, encodeEntry } from '#domain/evidence/entry.ts';
import { leafHash } from '#domain/evidence/merkle.ts';
import { encodeBundle, extendTree, fullWidth, tilePath } from '#domain/evidence/tiles.ts';
import { checkGrowth, type FetchTile, hexOf, readEntryAt, readKept } from './tiles.ts';

const entryOf = (no: number) =>
  encodeEntry({
    kind: 'file',
    at: 1_790_000_000_000 + no,
    organisation: new Uint8Array(16),
    commitments: digestsOf(Uint8Array.of(no % 256, no >> 8)),
  });
const entries = Array.from({ length: 700 }, (_, no) => entryOf(no));

/** The heads of a register that grew in two steps, and the files that it serves at the larger size. */
function register() {
  const files = new Map<string, Uint8Array>();
  const first = extendTree({ size: 0, edge: new Map(), leaves: entries.slice(0, 300).map(leafHash) });
  const second = extendTree({ size: 300, edge: first.edge, leaves: entries.slice(300).map(leafHash) });
  for (const tile of [...first.tiles, ...second.tiles]) files.set(tilePath(tile), tile.bytes);
  for (let index = 0; index * fullWidth < entries.length; index++) {
    const some = entries.slice(index * fullWidth, (index + 1) * fullWidth);
    files.set(tilePath({ level: 'entries', index, width: some.length }), encodeBundle(some));
  }
  const fetchTile: FetchTile = async (path) => files.get(path);
  const older = { size: 300, root: hexOf(first.root) };
  const newer = { size: 700, root: hexOf(second.root) };
  return { files, fetchTile, older, newer };
}

test('[C45] growth between two checkpoints is computed from the tiles', async () => {
  const { fetchTile, older, newer } = register();
  expect(await checkGrowth(older, newer, fetchTile)).toMatchObject({ kind: 'grew' });
  expect(await checkGrowth(newer, newer, fetchTile)).toEqual({ kind: 'grew', hashes: 0 });
});

test('[C45] an altered tile, another root and a missing tile are told apart from growth', async () => {
  const { files, fetchTile, older, newer } = register();
  expect(await checkGrowth({ ...older, root: '00'.repeat(32) }, newer, fetchTile)).toEqual({ kind: 'broken' });
  const edge = 'tile/0/001';
  const inEdge = files.get(edge) ?? new Uint8Array();
  files.set(edge, inEdge.with(5, (inEdge[5] ?? 0) ^ 1));
  expect(await checkGrowth(older, newer, fetchTile)).toEqual({ kind: 'broken' });
  files.delete(edge);
  expect(await checkGrowth(older, newer, fetchTile)).toEqual({ kind: 'missing', tile: edge });
});

test('the public entry at a place is read from its bundle, the last one from a partial one', async () => {
  const { fetchTile } = register();
  expect((await readEntryAt(0, 700, fetchTile))?.at).toBe(1_790_000_000_000);
  expect((await readEntryAt(699, 700, fetchTile))?.at).toBe(1_790_000_000_699);
  expect(await readEntryAt(700, 700, fetchTile)).toBeUndefined();
});

test('a checkpoint that somebody kept is read with and without its signatures', () => {
  const root = Uint8Array.from({ length: 32 }, (_, at) => at);
  const body = formatCheckpointBody({ origin: 'humi.example/log', size: 42, root });
  const kept = { origin: 'humi.example/log', size: 42, root: hexOf(root) };
  expect(readKept(body)).toEqual(kept);
  expect(readKept(body.replaceAll('\n', '\r\n'))).toEqual(kept);
  expect(readKept(`${body}\n— humi.example/log AAAAAAAAAAAA\n`)).toEqual(kept);
  expect(readKept('no checkpoint')).toBeUndefined();
});
