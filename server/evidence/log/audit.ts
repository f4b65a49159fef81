import { emptyRoot, leafHash, sameBytes } from '#domain/evidence/merkle.ts';
import {
  decodeBundle,
  extendTree,
  fullWidth,
  type HashTile,
  type Tile,
  tileAt,
  tilePath,
  tilesOfSize,
} from '#domain/evidence/tiles.ts';
import { Refused } from '#domain/refused.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import { readTile } from './tree.ts';

/** A file of the store that is not what the entries say. */
export type Fault = { readonly tile: string; readonly what: 'missing' | 'altered' };

export type Audit = {
  /** Root of the tree that the entry bundles make; undefined when a bundle is missing or cannot be read. */
  readonly root: Uint8Array | undefined;
  /** The first hundred; `count` is of all. */
  readonly faults: readonly Fault[];
  readonly count: number;
};

export type Auditing = {
  readonly size: number;
  /** Gets each hash tile that is missing or wrong, with its right bytes. */
  readonly onFault?: (tile: HashTile) => Promise<void>;
  readonly onProgress?: (entries: number) => void;
};

const mostFaults = 100;
/** Bundles read at a time: 16,384 entries. */
const stride = 64;

/**
 * Computes the whole tree of `size` entries again from its entry bundles, and compares every hash tile of the store
 * with it. Only reads. Throws Refused 'file_store_unavailable'.
 */
export async function auditTiles(tiles: TileStore, { size, onFault, onProgress }: Auditing): Promise<Audit> {
  const faults: Fault[] = [];
  let count = 0;
  const note = (tile: Tile, what: Fault['what']): void => {
    count += 1;
    if (faults.length < mostFaults) faults.push({ tile: tilePath(tile), what });
  };
  const check = async (tile: HashTile): Promise<void> => {
    const found = await read(tiles, tile);
    if (found instanceof Uint8Array && sameBytes(found, tile.bytes)) return;
    note(tile, found === 'missing' ? 'missing' : 'altered');
    await onFault?.(tile);
  };
  let tree: Tree = { size: 0, edge: new Map(), root: emptyRoot };
  while (tree.size < size) {
    const bundles = await readBundles(tiles, tree.size, size);
    const broken = bundles.filter(({ entries }) => entries === undefined);
    for (const { tile, found } of broken) note(tile, found === 'missing' ? 'missing' : 'altered');
    if (broken.length > 0) return { root: undefined, faults, count };
    const next = extendTree({ ...tree, leaves: bundles.flatMap(({ entries = [] }) => entries.map(leafHash)) });
    for (const tile of next.tiles) if (tile.width === fullWidth) await check(tile);
    tree = next;
    onProgress?.(tree.size);
  }
  for (const tile of tilesOfSize(size)) await check({ ...tile, bytes: tree.edge.get(tile.level) ?? new Uint8Array() });
  return { root: tree.root, faults, count };
}

type Tree = { readonly size: number; readonly edge: ReadonlyMap<number, Uint8Array>; readonly root: Uint8Array };

/** The entries from `from` (the start of a bundle) on; undefined where a bundle is missing or none. */
export function readBundles(tiles: TileStore, from: number, size: number) {
  const first = Math.floor(from / fullWidth);
  const wanted = Array.from({ length: stride }, (_, at) => tileAt('entries', first + at, size));
  const present = wanted.filter((tile) => tile !== undefined);
  return Promise.all(
    present.map(async (tile) => {
      const found = await read(tiles, tile);
      return { tile, found, entries: found instanceof Uint8Array ? decodeBundle(found, tile.width) : undefined };
    }),
  );
}

/** From the store itself, whatever is kept in memory. A partial tile may be there as a wider one. */
async function read(tiles: TileStore, tile: Tile): Promise<Uint8Array | 'missing' | 'altered'> {
  if (tile.width === fullWidth) return (await tiles.read(tilePath(tile))) ?? 'missing';
  return readTile(tiles, tile).catch((error) => {
    if (error instanceof Refused && error.reason === 'tile_missing') return 'missing';
    if (error instanceof Refused && error.reason === 'tile_altered') return 'altered';
    throw error;
  });
}
