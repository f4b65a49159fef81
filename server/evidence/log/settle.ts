import type pg from 'pg';
import { parseCheckpoint } from '#domain/evidence/checkpoint.ts';
import { leafHash, sameBytes } from '#domain/evidence/merkle.ts';
import { parseNote } from '#domain/evidence/notes.ts';
import {
  decodeBundle,
  type Edge,
  extendTree,
  rootOfEdge,
  tileAt,
  tilePath,
  tilesOfSize,
} from '#domain/evidence/tiles.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import { type Head, publishedSize, readBatches } from './head.ts';
import { forgetTiles, readTile } from './tree.ts';
import { trouble } from './trouble.ts';

/** The published tree as far as it takes to extend it: checked against its checkpoint. */
export type Ground = {
  readonly size: number;
  readonly root: Uint8Array;
  readonly edge: Edge;
  /** The entries of the partial bundle, as it lies in the store; empty at a full one. */
  readonly bundle: Uint8Array;
  /** Size of the copy of the checkpoint that lies with the tiles; -1 for none. */
  readonly copied: number;
};

type From = { readonly owner: pg.Pool; readonly tiles: TileStore };

/**
 * Before a register grows: what the tile store holds must be what the database published, and no more than it knows.
 * Throws trouble: log_shrunk (stops), log_foreign, tile_altered, tile_missing.
 */
export async function settle(from: From, head: Head): Promise<Ground> {
  forgetTiles(from.tiles);
  const copy = await readCopy(from.tiles);
  if (copy && copy.origin !== head.origin) throw trouble('log_foreign', { origin: copy.origin });
  const shrunk = { database: head.size, published: copy?.size ?? 0 };
  if (copy && copy.size > head.size) throw trouble('log_shrunk', shrunk, true);
  const published = await checkGround(from, head);
  if (copy && !(await agrees(from, published, copy))) throw trouble('log_shrunk', shrunk, true);
  return { ...published, copied: copy?.size ?? -1 };
}

/** The checkpoint beside the tiles, without its signatures. Throws trouble tile_altered when it is none. */
export async function readCopy(
  tiles: TileStore,
): Promise<{ origin: string; size: number; root: Uint8Array; note: string } | undefined> {
  const bytes = await tiles.read('checkpoint');
  if (bytes === undefined) return undefined;
  const note = new TextDecoder().decode(bytes);
  const checkpoint = parseCheckpoint(parseNote(note)?.text ?? '');
  if (checkpoint === undefined) throw trouble('tile_altered', { tile: 'checkpoint' });
  return { ...checkpoint, note };
}

/** The right edge of the published tree, from the tiles, with the root that the database knows. */
async function checkGround({ owner, tiles }: From, head: Head): Promise<Omit<Ground, 'copied'>> {
  const size = head.published_size;
  const edge = new Map<number, Uint8Array>();
  for (const tile of tilesOfSize(size)) edge.set(tile.level, await readTile(tiles, tile));
  const root = rootOfEdge(edge);
  const { rows } = await owner.query('select root from checkpoints where size = $1', [size]);
  const known: Buffer | undefined = rows[0]?.root;
  if (known ? !sameBytes(known, root) : size > 0) throw trouble('tile_altered', { tile: edgePath(size) });
  return { size, root, edge, bundle: await checkBundle(tiles, size, edge) };
}

/** The last entries are needed to write the next ones behind them; they must hash to the last leaves. */
async function checkBundle(tiles: TileStore, size: number, edge: Edge): Promise<Uint8Array> {
  const tile = tileAt('entries', Math.floor(size / 256), size);
  if (tile === undefined) return new Uint8Array();
  const bundle = await readTile(tiles, tile);
  const leaves = edge.get(0) ?? new Uint8Array();
  const isWhole = decodeBundle(bundle, tile.width)?.every((entry, at) =>
    sameBytes(leafHash(entry), leaves.subarray(at * 32, at * 32 + 32)),
  );
  if (!isWhole) throw trouble('tile_altered', { tile: tilePath(tile) });
  return bundle;
}

/** A copy ahead of the database was written by somebody who was then killed: its root follows from the fixed order. */
async function agrees(
  { owner }: From,
  ground: Omit<Ground, 'copied'>,
  copy: { size: number; root: Uint8Array },
): Promise<boolean> {
  if (copy.size < ground.size) {
    const { rows } = await owner.query('select root from checkpoints where size = $1', [copy.size]);
    return rows[0] === undefined || sameBytes(rows[0].root, copy.root);
  }
  let tree = { size: ground.size, edge: ground.edge, root: ground.root };
  while (tree.size < copy.size) {
    const [batch] = await readBatches(owner, tree.size);
    const entries = batch?.from_index === tree.size ? decodeBundle(batch.entries, batch.size) : undefined;
    if (entries === undefined) {
      // Published by somebody else meanwhile: then this ground is old, which the next step finds out.
      if ((await publishedSize(owner)) !== ground.size) return true;
      throw trouble('order_missing', { from: tree.size });
    }
    const leaves = entries.slice(0, copy.size - tree.size).map(leafHash);
    tree = extendTree({ size: tree.size, edge: tree.edge, leaves });
  }
  return sameBytes(tree.root, copy.root);
}

const edgePath = (size: number): string => {
  const [first] = tilesOfSize(size);
  return first ? tilePath(first) : 'checkpoint';
};
