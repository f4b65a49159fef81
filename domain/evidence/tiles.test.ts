import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inclusionProof, leafHash, rootOf, treeRoot, verifyInclusion } from './merkle.ts';
import {
  decodeBundle,
  type Edge,
  encodeBundle,
  extendTree,
  type HashTile,
  hashInTile,
  parseTilePath,
  rootOfEdge,
  type Tile,
  tileAt,
  tileOfNode,
  tilePath,
  tileReader,
  tilesOfSize,
} from './tiles.ts';

const leavesOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => leafHash(Uint8Array.of((from + at) >> 16, (from + at) >> 8, from + at)));
const many = leavesOf(0, 70_000);
const nothing: Edge = new Map();
const named = (tiles: readonly HashTile[]) => new Map(tiles.map((tile) => [tilePath(tile), tile.bytes]));

describe('paths', () => {
  const paths: [Tile, string][] = [
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 0, index: 1234, width: 17 }, 'tile/0/x001/234.p/17'],
    [{ level: 63, index: 999, width: 255 }, 'tile/63/999.p/255'],
    [{ level: 'entries', index: 0, width: 256 }, 'tile/entries/000'],
    [{ level: 'entries', index: 1000, width: 1 }, 'tile/entries/x001/000.p/1'],
  ];
  test.each(paths)('%j is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  test.each([
    '',
    'checkpoint',
    '/tile/0/000',
    'tile/0/000/',
    'tile/0/0',
    'tile/0/0000',
    'tile/0/001/234',
    'tile/0/x001/x234',
    'tile/0/x000/001',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/000.p/256',
    'tile/0/000.p/',
    'tile/0/000.p/1/..',
    'tile/0/../000',
    'tile/Entries/000',
    'tile/0/x009/x007/x199/x254/x740/992',
    'tile/0/000\n',
    'tile/0/٠٠٠',
  ])('%j is no tile', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });

  test('every tile has a path of its own', () => {
    const level = fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const));
    const index = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const tiles = fc.record({ level, index, width: fc.integer({ min: 1, max: 256 }) });
    fc.assert(
      fc.property(tiles, (tile) => {
        expect(parseTilePath(tilePath(tile))).toEqual(tile);
      }),
    );
  });
});

describe('tiles of a tree', () => {
  test('the example of tlog-tiles: 70,000 entries', () => {
    expect(tilesOfSize(70_000).map(tilePath)).toEqual(['tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1']);
    const { tiles } = extendTree({ size: 0, edge: nothing, leaves: many });
    const full = (level: number) => tiles.filter((tile) => tile.level === level && tile.width === 256).length;
    expect([full(0), full(1), full(2)]).toEqual([273, 1, 0]);
    expect(tiles.filter(({ width }) => width < 256).map(tilePath)).toEqual(tilesOfSize(70_000).map(tilePath));
  });

  test('256 entries: a full tile and a partial one above of width 1', () => {
    expect(tilesOfSize(256).map(tilePath)).toEqual(['tile/1/000.p/1']);
    const { tiles } = extendTree({ size: 0, edge: nothing, leaves: many.slice(0, 256) });
    expect(tiles.map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1']);
    expect(tilesOfSize(0)).toEqual([]);
  });

  test('sizes beyond 32 bits', () => {
    expect(tilesOfSize(2 ** 40 + 5).map(tilePath)).toEqual(['tile/0/x004/x294/x967/296.p/5', 'tile/5/000.p/1']);
    expect(tileAt(0, 2 ** 32, 2 ** 40 + 5)).toEqual({ level: 0, index: 2 ** 32, width: 5 });
    expect(tileAt('entries', 273, 70_000)).toEqual({ level: 'entries', index: 273, width: 112 });
    expect(tileAt(0, 274, 70_000)).toBeUndefined();
  });

  test('which tile has a node, and what is computed from it', () => {
    expect(tileOfNode({ level: 3, index: 33 }, 70_000)).toEqual({
      tile: { level: 0, index: 1, width: 256 },
      from: 8,
      to: 16,
    });
    expect(tileOfNode({ level: 8, index: 272 }, 70_000)).toEqual({
      tile: { level: 1, index: 1, width: 17 },
      from: 16,
      to: 17,
    });
    expect(() => tileOfNode({ level: 8, index: 273 }, 70_000)).toThrow(RangeError);
    expect(() => tileOfNode({ level: 4, index: 4375 }, 70_000)).toThrow(RangeError);
    const tile = named(extendTree({ size: 0, edge: nothing, leaves: many.slice(0, 512) }).tiles).get('tile/0/001');
    expect(hashInTile(tile ?? new Uint8Array(), { level: 3, index: 33 })).toEqual(rootOf(many.slice(264, 272)));
    expect(() => hashInTile(new Uint8Array(32 * 15), { level: 3, index: 33 })).toThrow(RangeError);
  });

  test('proofs from tiles: each tile is read once, all by one question', async () => {
    const { tiles, root, size } = extendTree({ size: 0, edge: nothing, leaves: many });
    const files = named(tiles);
    const asked: string[][] = [];
    const read = tileReader(size, async (wanted) => {
      asked.push(wanted.map(tilePath));
      return wanted.map((tile) => files.get(tilePath(tile)) ?? new Uint8Array());
    });
    for (const index of [0, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999]) {
      const path = await inclusionProof(read, index, size);
      expect(verifyInclusion({ index, size, leaf: rootOf(many.slice(index, index + 1)), path, root })).toBe(true);
    }
    expect(asked).toHaveLength(8);
    expect(asked.every((paths) => new Set(paths).size === paths.length)).toBe(true);
    expect(await treeRoot(read, size)).toEqual(root);
  });

  test('a tile of the wrong length is refused', async () => {
    for (const more of [-32, -1, 1, 32]) {
      const read = tileReader(300, async (wanted) => wanted.map(({ width }) => new Uint8Array(width * 32 + more)));
      await expect(treeRoot(read, 300)).rejects.toThrow(RangeError);
    }
    await expect(
      treeRoot(
        tileReader(300, async () => []),
        300,
      ),
    ).rejects.toThrow(RangeError);
  });
});

describe('growing', () => {
  test('in steps of any length: the root of all, and the same tiles as at once', () => {
    const steps = fc.array(fc.oneof(fc.nat(3), fc.nat(300), fc.nat(1500), fc.constant(256)), { maxLength: 8 });
    fc.assert(
      fc.property(steps, (lengths) => {
        let tree = { size: 0, edge: nothing };
        const files = new Map<string, Uint8Array>();
        for (const length of lengths) {
          const leaves = many.slice(tree.size, tree.size + length);
          const { tiles, ...grown } = extendTree({ ...tree, leaves });
          for (const tile of tiles) {
            expect(tile.bytes).toHaveLength(tile.width * 32);
            files.set(tilePath(tile), tile.bytes);
          }
          tree = grown;
          expect(grown.root).toEqual(rootOf(many.slice(0, grown.size)));
          expect(rootOfEdge(grown.edge)).toEqual(grown.root);
          expect([...grown.edge.keys()]).toEqual(tilesOfSize(grown.size).map(({ level }) => level));
        }
        const atOnce = extendTree({ size: 0, edge: nothing, leaves: many.slice(0, tree.size) });
        for (const tile of atOnce.tiles) expect(files.get(tilePath(tile))).toEqual(tile.bytes);
        expect(tree.edge).toEqual(atOnce.edge);
      }),
      { numRuns: 60 },
    );
  });

  test('over a full tile of the level above', () => {
    const first = extendTree({ size: 0, edge: nothing, leaves: many.slice(0, 65_300) });
    const second = extendTree({ ...first, leaves: many.slice(65_300, 65_900) });
    expect(second.tiles.map(tilePath)).toEqual([
      'tile/0/255',
      'tile/0/256',
      'tile/0/257.p/108',
      'tile/1/000',
      'tile/1/001.p/1',
      'tile/2/000.p/1',
    ]);
    expect(second.root).toEqual(rootOf(many.slice(0, 65_900)));
  });

  test('only what changed is answered', () => {
    const first = extendTree({ size: 0, edge: nothing, leaves: many.slice(0, 600) });
    const second = extendTree({ ...first, leaves: many.slice(600, 601) });
    expect(second.tiles.map(tilePath)).toEqual(['tile/0/002.p/89']);
    expect(extendTree({ ...first, leaves: [] })).toEqual({ ...first, tiles: [] });
  });

  test('an edge of another tree is refused', () => {
    const { edge } = extendTree({ size: 0, edge: nothing, leaves: many.slice(0, 600) });
    expect(() => extendTree({ size: 601, edge, leaves: [] })).toThrow(RangeError);
    expect(() => extendTree({ size: 0, edge, leaves: [] })).toThrow(RangeError);
    expect(() => extendTree({ size: 600, edge: nothing, leaves: [] })).toThrow(RangeError);
  });

  test('50,000 entries in far less than a second', () => {
    const { size, edge } = extendTree({ size: 0, edge: nothing, leaves: many.slice(0, 12_345) });
    const begin = performance.now();
    const grown = extendTree({ size, edge, leaves: many.slice(0, 50_000) });
    expect(grown.size).toBe(62_345);
    // About 70 ms of computing; the rest is for a machine that others share.
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});

describe('bundles', () => {
  test('entries with their lengths before them', () => {
    const bundle = encodeBundle([Uint8Array.of(7, 8, 9), new Uint8Array(), new Uint8Array(258).fill(1)]);
    expect([...bundle.slice(0, 9)]).toEqual([0, 3, 7, 8, 9, 0, 0, 1, 2]);
    expect(decodeBundle(bundle, 3)?.map(({ length }) => length)).toEqual([3, 0, 258]);
  });

  test('what is encoded is decoded, and nothing else has this width', () => {
    const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 });
    fc.assert(
      fc.property(entries, (given) => {
        const bundle = encodeBundle(given);
        expect(decodeBundle(bundle, given.length)?.map((entry) => [...entry])).toEqual(
          given.map((entry) => [...entry]),
        );
        expect(decodeBundle(bundle, given.length + 1)).toBeUndefined();
        expect(decodeBundle(Uint8Array.of(...bundle, 0), given.length)).toBeUndefined();
        if (given.length > 0) expect(decodeBundle(bundle.slice(0, -1), given.length)).toBeUndefined();
      }),
    );
  });

  test('an entry beyond 65,535 bytes is refused', () => {
    expect(decodeBundle(encodeBundle([new Uint8Array(65_535)]), 1)?.[0]).toHaveLength(65_535);
    expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow(RangeError);
  });
});
