import { setImmediate } from 'node:timers/promises';
import type pg from 'pg';
import { formatCheckpointBody } from '#domain/evidence/checkpoint.ts';
import { leafHash } from '#domain/evidence/merkle.ts';
import { formatNote } from '#domain/evidence/notes.ts';
import {
  decodeBundle,
  encodeBundle,
  extendTree,
  fullWidth,
  type HashTile,
  tileAt,
  tilePath,
  tilesOfSize,
} from '#domain/evidence/tiles.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import { type Batch, publishedSize, readBatches } from './head.ts';
import type { Signer } from './keys.ts';
import type { Ground } from './settle.ts';
import { trouble } from './trouble.ts';

export type Growth = {
  readonly owner: pg.Pool;
  readonly tiles: TileStore;
  readonly holder: string;
  readonly origin: string;
  readonly signers: readonly Signer[];
  readonly now: Date;
};

/**
 * Publishes the next batches behind `ground`: tiles and bundles, durable; the signed checkpoint beside them; then the
 * database. A kill between any two steps repeats them with the same bytes. Undefined when the lease went to somebody
 * else. Throws trouble order_missing, Refused 'disk_full', 'file_store_unavailable'.
 */
export async function grow(growth: Growth, ground: Ground): Promise<Ground | undefined> {
  const entries = entriesFrom(ground.size, await readBatches(growth.owner, ground.size));
  if (entries === undefined || entries.length === 0) {
    if ((await publishedSize(growth.owner)) !== ground.size) return undefined;
    throw trouble('order_missing', { from: ground.size });
  }
  const tree = await extend(ground, entries);
  const last = decodeBundle(ground.bundle, ground.size % fullWidth) ?? [];
  const bundles = bundlesOf([...last, ...entries], Math.floor(ground.size / fullWidth));
  await Promise.all([...tree.tiles, ...bundles].map((tile) => growth.tiles.write(tilePath(tile), tile.bytes)));
  const next = {
    size: tree.size,
    root: tree.root,
    edge: tree.edge,
    bundle: openBundle(bundles, tree.size),
    copied: tree.size,
  };
  return (await publish(growth, next)) ? next : undefined;
}

/** Signs and tells: first the copy with the tiles, then the database. */
export async function publish(growth: Growth, ground: Pick<Ground, 'size' | 'root'>): Promise<boolean> {
  const note = signedNote(growth, ground);
  await growth.tiles.write('checkpoint', Buffer.from(note));
  const { rows } = await growth.owner.query('select humi_publish($1, $2, $3, $4, $5) as done', [
    growth.holder,
    ground.size,
    Buffer.from(ground.root),
    note,
    growth.now,
  ]);
  return rows[0].done;
}

/** The checkpoint with the signatures of the keys in force. */
export function signedNote(
  { origin, signers }: Pick<Growth, 'origin' | 'signers'>,
  { size, root }: Pick<Ground, 'size' | 'root'>,
): string {
  const body = formatCheckpointBody({ origin, size, root });
  return formatNote(
    body,
    signers.map(({ sign }) => sign(body)),
  );
}

/** Partial tiles and bundles that a longer tree has wider; where it has them full, the full one, whose partials go. */
export function outgrown(before: number, after: number): string[] {
  const bundle = tileAt('entries', Math.floor(before / fullWidth), before);
  return [...tilesOfSize(before), ...(bundle ? [bundle] : [])].flatMap((tile) => {
    const wider = tileAt(tile.level, tile.index, after);
    if (wider === undefined || wider.width === tile.width) return [];
    return [tilePath(wider.width === fullWidth ? wider : tile)];
  });
}

/** A thousand entries at a time, so that requests are answered in between. */
async function extend(ground: Ground, entries: readonly Uint8Array[]) {
  const tiles = new Map<string, HashTile>();
  let tree: Pick<Ground, 'size' | 'edge' | 'root'> = ground;
  for (let at = 0; at < entries.length; at += stride) {
    const next = extendTree({ ...tree, leaves: entries.slice(at, at + stride).map(leafHash) });
    // Of a tile that still grew the last width counts.
    for (const tile of next.tiles) tiles.set(`${tile.level}/${tile.index}`, tile);
    tree = next;
    await setImmediate();
  }
  return { ...tree, tiles: [...tiles.values()] };
}

const stride = 1024;

/** Undefined unless each batch begins where the one before ended. */
function entriesFrom(start: number, batches: readonly Batch[]): Uint8Array[] | undefined {
  const all: Uint8Array[] = [];
  for (const { from_index, size, entries } of batches) {
    const found = from_index === start + all.length ? decodeBundle(entries, size) : undefined;
    if (found === undefined) return undefined;
    for (const entry of found) all.push(entry);
  }
  return all;
}

function bundlesOf(entries: readonly Uint8Array[], first: number) {
  return Array.from({ length: Math.ceil(entries.length / fullWidth) }, (_, at) => {
    const inside = entries.slice(at * fullWidth, (at + 1) * fullWidth);
    return { level: 'entries' as const, index: first + at, width: inside.length, bytes: encodeBundle(inside) };
  });
}

const openBundle = (bundles: readonly { width: number; bytes: Uint8Array }[], size: number): Uint8Array =>
  size % fullWidth === 0 ? new Uint8Array() : (bundles.at(-1)?.bytes ?? new Uint8Array());
