import { foldRight, type HashReader, type Node, rootOf } from './merkle.ts';

/** A file of C2SP tlog-tiles: hashes of a tile level (each level is eight of the tree), or a bundle of entries. */
export type Tile = {
  readonly level: number | 'entries';
  readonly index: number;
  /** Hashes or entries in it: 1 to 256. Below 256 it is partial. */
  readonly width: number;
};

/** 2^8: hashes of a full tile, entries of a full bundle. */
export const fullWidth = 256;

/** The longest entry that 16 bits of length can tell (tlog-tiles, "Log entries"). */
export const longestEntry = 0xffff;

/** `tile/0/x001/234.p/17`, `tile/entries/000`: tlog-tiles, "Merkle Tree" and "Partial Tiles", without a leading slash. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? [];
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${path}${width < fullWidth ? `.p/${width}` : ''}`;
}

const pathPattern = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Strict: undefined unless `tilePath` writes exactly this text, for a level up to 63 and a width up to 255. */
export function parseTilePath(text: string): Tile | undefined {
  const [, level = '', groups = '', width] = pathPattern.exec(text) ?? [];
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(groups.replaceAll(/[x/]/g, '')),
    width: width === undefined ? fullWidth : Number(width),
  };
  const isPossible = Number.isSafeInteger(tile.index) && (tile.level === 'entries' || tile.level <= 63);
  return isPossible && tilePath(tile) === text ? tile : undefined;
}

/** The partial tiles of a tree: at most one each level, floor(size / 256^level) mod 256 wide, none that is empty. */
export function tilesOfSize(size: number): (Tile & { readonly level: number })[] {
  const tiles: (Tile & { readonly level: number })[] = [];
  for (let [level, hashes] = [0, size]; hashes > 0; [level, hashes] = [level + 1, Math.floor(hashes / fullWidth)]) {
    if (hashes % fullWidth > 0) tiles.push({ level, index: Math.floor(hashes / fullWidth), width: hashes % fullWidth });
  }
  return tiles;
}

/** The tile at this place of a tree of `size`, as wide as it is there; undefined when it would be empty. */
export function tileAt(level: number | 'entries', index: number, size: number): Tile | undefined {
  const hashes = Math.floor(size / fullWidth ** (level === 'entries' ? 0 : level));
  const width = Math.min(fullWidth, hashes - index * fullWidth);
  return width > 0 ? { level, index, width } : undefined;
}

/**
 * Which tile of a tree of `size` has the hashes under the node, and at which places (counted in hashes, `to` not among
 * them). RangeError for a node that is not complete in the tree.
 */
export function tileOfNode(node: Node, size: number): { tile: Tile & { level: number }; from: number; to: number } {
  const level = Math.floor(node.level / 8);
  const count = 2 ** (node.level % 8);
  const first = node.index * count;
  const tile = tileAt(level, Math.floor(first / fullWidth), size);
  const from = first % fullWidth;
  if (tile === undefined || from + count > tile.width)
    throw new RangeError(`node ${node.level}/${node.index} of ${size}`);
  return { tile: { ...tile, level }, from, to: from + count };
}

/** The node's hash from the bytes of its tile. RangeError when the tile is too short for it. */
export function hashInTile(bytes: Uint8Array, node: Node): Uint8Array {
  const count = 2 ** (node.level % 8);
  const from = (node.index * count) % fullWidth;
  const hashes = hashesOf(bytes).slice(from, from + count);
  if (hashes.length < count)
    throw new RangeError(`node ${node.level}/${node.index} of a tile of ${bytes.length} bytes`);
  return rootOf(hashes);
}

/** Reads nodes of a tree of `size` from its tiles: each tile that is needed once, all by one call. */
export function tileReader(
  size: number,
  readTiles: (tiles: readonly (Tile & { readonly level: number })[]) => Promise<readonly Uint8Array[]>,
): HashReader {
  return async (nodes) => {
    const places = nodes.map((node) => ({ node, tile: tileOfNode(node, size).tile }));
    const tiles = [...new Map(places.map(({ tile }) => [tilePath(tile), tile])).entries()];
    const read = await readTiles(tiles.map(([, tile]) => tile));
    const bytes = new Map(tiles.map(([path], at) => [path, read[at]]));
    return places.map(({ node, tile }) => {
      const found = bytes.get(tilePath(tile));
      if (found?.length !== tile.width * 32) throw new RangeError(`bytes of ${tilePath(tile)}`);
      return hashInTile(found, node);
    });
  };
}

/** Entries with 16 bits of big-endian length before each (tlog-tiles, "Log entries"). RangeError for one too long. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((sum, { length }) => sum + 2 + length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > longestEntry) throw new RangeError(`entry of ${entry.length} bytes`);
    bytes[at] = entry.length >> 8;
    bytes[at + 1] = entry.length & 0xff;
    bytes.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bytes;
}

/** Undefined unless the bytes are exactly `width` entries. The entries share the memory of `bytes`. */
export function decodeBundle(bytes: Uint8Array, width: number): Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at + 2 <= bytes.length && entries.length < width) {
    const end = at + 2 + (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return at === bytes.length && entries.length === width ? entries : undefined;
}

export type HashTile = Tile & { readonly level: number; readonly bytes: Uint8Array };

/** The bytes of the partial tile of each level that has one. */
export type Edge = ReadonlyMap<number, Uint8Array>;

/**
 * A tree of `size` and its edge, with `leaves` (leaf hashes) after it. Answers every hash tile that is new or wider
 * than before (lower levels first, from left to right), the new edge, root and size. RangeError when `edge` does not
 * belong to `size`. No I/O: of a large tree only its edge is needed.
 */
export function extendTree({ size, edge, leaves }: { size: number; edge: Edge; leaves: readonly Uint8Array[] }): {
  tiles: HashTile[];
  edge: Map<number, Uint8Array>;
  root: Uint8Array;
  size: number;
} {
  const widths = new Map(tilesOfSize(size).map(({ level, width }) => [level, width]));
  if (edge.size !== widths.size || [...widths].some(([level, width]) => edge.get(level)?.length !== width * 32)) {
    throw new RangeError(`edge of a tree of ${size}`);
  }
  const tiles: HashTile[] = [];
  const newEdge = new Map<number, Uint8Array>();
  const last = Math.max(-1, ...widths.keys());
  let added = leaves;
  for (let level = 0; level <= last || added.length > 0; level += 1) {
    const hashes = [...hashesOf(edge.get(level) ?? new Uint8Array()), ...added];
    const first = Math.floor(Math.floor(size / fullWidth ** level) / fullWidth);
    const above: Uint8Array[] = [];
    for (let at = 0; at < hashes.length; at += fullWidth) {
      const inTile = hashes.slice(at, at + fullWidth);
      const bytes = join(inTile);
      const width = inTile.length;
      if (added.length > 0) tiles.push({ level, index: first + at / fullWidth, width, bytes });
      if (width === fullWidth) above.push(rootOf(inTile));
      else newEdge.set(level, bytes);
    }
    added = above;
  }
  return { tiles, edge: newEdge, root: rootOfEdge(newEdge), size: size + leaves.length };
}

/** The root of the tree that has this edge: its partial tiles stand side by side, the highest on the left. */
export function rootOfEdge(edge: Edge): Uint8Array {
  const levels = [...edge.keys()].sort((a, b) => b - a);
  const roots = levels.flatMap((level) => subtreesOf(hashesOf(edge.get(level) ?? new Uint8Array())));
  return roots.length === 0 ? rootOf([]) : foldRight(roots);
}

/** The roots of the complete subtrees of a partial tile, the largest on the left. */
function subtreesOf(hashes: readonly Uint8Array[]): Uint8Array[] {
  const roots: Uint8Array[] = [];
  for (let [at, width] = [0, 128]; width >= 1; width /= 2) {
    if (hashes.length - at < width) continue;
    roots.push(rootOf(hashes.slice(at, at + width)));
    at += width;
  }
  return roots;
}

const hashesOf = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.floor(bytes.length / 32) }, (_, at) => bytes.subarray(at * 32, at * 32 + 32));

function join(hashes: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(hashes.length * 32);
  for (const [at, hash] of hashes.entries()) bytes.set(hash, at * 32);
  return bytes;
}
