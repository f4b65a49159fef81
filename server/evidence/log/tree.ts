import type { HashReader } from '#domain/evidence/merkle.ts';
import {
  decodeBundle,
  encodeBundle,
  fullWidth,
  type Tile,
  tileAt,
  tilePath,
  tileReader,
} from '#domain/evidence/tiles.ts';
import { Refused } from '#domain/refused.ts';
import type { TileStore } from '#server/kernel/tiles.ts';

/** Bytes of full tiles that are kept in memory for one store. */
const cacheBytes = 64 * 1024 * 1024;

type Cache = { readonly tiles: Map<string, Uint8Array>; bytes: number };

const caches = new WeakMap<TileStore, Cache>();

/**
 * Hashes of the tree of `size` entries, which must be published: best the newest published size, because only its
 * partial tiles are sure to lie in the store. Nothing is checked against a root here: a proof made of a changed tile
 * does not fit the checkpoint. Throws Refused 'tile_missing' or 'tile_altered' {tile}, 'file_store_unavailable'.
 */
export const treeReader = (tiles: TileStore, size: number): HashReader =>
  tileReader(size, (wanted) => Promise.all(wanted.map((tile) => readTile(tiles, tile))));

/**
 * A tile or a bundle as wide as asked, cut from a wider one where only that is left.
 * Throws Refused 'tile_missing' {tile}, or 'tile_altered' {tile} for bytes that are no such tile.
 */
export async function readTile(tiles: TileStore, tile: Tile): Promise<Uint8Array> {
  const kept = keptTile(tiles, tile);
  if (kept) return cut(kept, { ...tile, width: fullWidth }, tile.width);
  for (const widths of candidates(tile.width)) {
    const found = await Promise.all(
      widths.map(async (width) => ({ width, bytes: await tiles.read(tilePath({ ...tile, width })) })),
    );
    for (const { width, bytes } of found) {
      if (bytes === undefined) continue;
      const part = cut(bytes, { ...tile, width }, tile.width);
      if (width === fullWidth && tile.level !== 'entries') keep(tiles, { ...tile, width }, bytes);
      return part;
    }
  }
  throw new Refused('tile_missing', { tile: tilePath(tile) });
}

/** A tile or a bundle from what the store holds of it when `size` entries are published. Throws as readTile does. */
export async function readPart(tiles: TileStore, tile: Tile, size: number): Promise<Uint8Array> {
  const stored = tileAt(tile.level, tile.index, size) ?? tile;
  return cut(await readTile(tiles, stored), stored, tile.width);
}

/** After tiles were found wrong or put right: nothing that was read before is believed. */
export const forgetTiles = (tiles: TileStore): boolean => caches.delete(tiles);

/** First the tile itself, then the full one, then any in between: the store has no list. */
function candidates(width: number): number[][] {
  if (width === fullWidth) return [[width]];
  const between = Array.from({ length: fullWidth - width - 1 }, (_, at) => width + 1 + at);
  return [
    [width],
    [fullWidth],
    ...Array.from({ length: Math.ceil(between.length / 16) }, (_, at) => between.slice(at * 16, at * 16 + 16)),
  ];
}

function cut(bytes: Uint8Array, tile: Tile, width: number): Uint8Array {
  if (tile.level === 'entries') {
    const entries = decodeBundle(bytes, tile.width);
    if (entries === undefined) throw new Refused('tile_altered', { tile: tilePath(tile) });
    return tile.width === width ? bytes : encodeBundle(entries.slice(0, width));
  }
  if (bytes.length !== tile.width * 32) throw new Refused('tile_altered', { tile: tilePath(tile) });
  return bytes.subarray(0, width * 32);
}

function keptTile(tiles: TileStore, tile: Tile): Uint8Array | undefined {
  if (tile.level === 'entries') return undefined;
  const cache = caches.get(tiles);
  const path = tilePath({ ...tile, width: fullWidth });
  const bytes = cache?.tiles.get(path);
  // Read again, it is the newest: a Map keeps the order of its insertions.
  if (bytes && cache?.tiles.delete(path)) cache.tiles.set(path, bytes);
  return bytes;
}

function keep(tiles: TileStore, tile: Tile, bytes: Uint8Array): void {
  const cache = caches.get(tiles) ?? { tiles: new Map(), bytes: 0 };
  caches.set(tiles, cache);
  const path = tilePath(tile);
  if (!cache.tiles.has(path)) cache.bytes += bytes.length;
  cache.tiles.set(path, bytes);
  for (const [oldest, old] of cache.tiles) {
    if (cache.bytes <= cacheBytes) break;
    cache.tiles.delete(oldest);
    cache.bytes -= old.length;
  }
}
