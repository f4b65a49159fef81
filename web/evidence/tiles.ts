import { parseCheckpoint } from '#domain/evidence/checkpoint.ts';
import { decodeEntry, type Entry } from '#domain/evidence/entry.ts';
import { consistencyProof, verifyConsistency } from '#domain/evidence/merkle.ts';
import { parseNote } from '#domain/evidence/notes.ts';
import { decodeBundle, fullWidth, type Tile, tileAt, tilePath, tileReader } from '#domain/evidence/tiles.ts';

/** How a file of the public register is fetched; undefined when it is not there. */
export type FetchTile = (path: string) => Promise<Uint8Array | undefined>;

/** From this server, or through it: whoever serves the tiles cannot make another tree out of a root. */
export const fetchTile: FetchTile = async (path) => {
  const response = await fetch(`/log/${path}`);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
};

/** A size of the register and its root, lower-case hexadecimal. */
export type Head = { readonly size: number; readonly root: string };

export type Growth =
  | { readonly kind: 'grew'; readonly hashes: number }
  | { readonly kind: 'broken' }
  | { readonly kind: 'missing'; readonly tile: string };

/**
 * Does the register of `newer` begin with all of `older`, unchanged? Computed here from the tiles of the larger size:
 * the server's word is not asked.
 */
export async function checkGrowth(older: Head, newer: Head, fetchOne: FetchTile = fetchTile): Promise<Growth> {
  let missing: string | undefined;
  const read = tileReader(newer.size, async (tiles) =>
    Promise.all(
      tiles.map(async (tile) => {
        const bytes = await fetchOne(tilePath(tile));
        if (!bytes) missing ??= tilePath(tile);
        return bytes ?? new Uint8Array();
      }),
    ),
  );
  try {
    const path = await consistencyProof(read, older.size, newer.size);
    const heads = {
      oldSize: older.size,
      newSize: newer.size,
      oldRoot: bytesOf(older.root),
      newRoot: bytesOf(newer.root),
    };
    return verifyConsistency({ ...heads, path }) ? { kind: 'grew', hashes: path.length } : { kind: 'broken' };
  } catch (error) {
    if (missing !== undefined) return { kind: 'missing', tile: missing };
    if (error instanceof RangeError) return { kind: 'broken' };
    throw error;
  }
}

/** The public entry at a place, read from the tiles of `size` entries. */
export async function readEntryAt(
  index: number,
  size: number,
  fetchOne: FetchTile = fetchTile,
): Promise<Entry | undefined> {
  const tile: Tile | undefined = tileAt('entries', Math.floor(index / fullWidth), size);
  const bytes = tile && (await fetchOne(tilePath(tile)));
  const entry = bytes && tile && decodeBundle(bytes, tile.width)?.[index % fullWidth];
  return entry && decodeEntry(entry);
}

/** A head that somebody kept: a signed checkpoint, or its three lines alone. Undefined for any other text. */
export function readKept(text: string): (Head & { readonly origin: string }) | undefined {
  const whole = `${text.replaceAll('\r\n', '\n').trimStart().trimEnd()}\n`;
  const found = parseCheckpoint(parseNote(whole)?.text ?? whole);
  return found && { origin: found.origin, size: found.size, root: hexOf(found.root) };
}

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
