import { sha256 } from '@noble/hashes/sha2.js';

/** Root of the tree without entries: the hash of nothing (RFC 6962, section 2.1). */
export const emptyRoot: Uint8Array = sha256(new Uint8Array());

/** SHA-256(0x00 ‖ entry): RFC 6962, section 2.1. */
export function leafHash(entry: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + entry.length);
  bytes.set(entry, 1);
  return sha256(bytes);
}

/** SHA-256(0x01 ‖ left ‖ right): RFC 6962, section 2.1. RangeError unless both are 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (!isHash(left) || !isHash(right)) throw new RangeError('not a hash');
  pair.set(left, 1);
  pair.set(right, 33);
  return sha256(pair);
}

/** 0x01 and room for two hashes, written anew for each node: to allocate 65 bytes costs more than to hash them. */
const pair = Uint8Array.of(1, ...new Uint8Array(64));

/** The Merkle Tree Hash of RFC 6962, section 2.1. An odd last hash goes up as it is, which gives the same tree. */
export function rootOf(leafHashes: readonly Uint8Array[]): Uint8Array {
  let level = leafHashes;
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let at = 0; at < level.length; at += 2) above.push(joined(level[at], level[at + 1]));
    level = above;
  }
  return level[0] ?? emptyRoot;
}

/**
 * Whether `leaf`, the *hash* of an entry, stands at `index` of the tree of `size` entries and this root (RFC 9162,
 * section 2.1.3.2). False for numbers and lengths that make no sense; never throws.
 */
export function verifyInclusion({ index, size, leaf, path, root }: Inclusion): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || ![leaf, root, ...path].every(isHash)) return false;
  let [fn, sn, hash] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      hash = nodeHash(sibling, hash);
      [fn, sn] = upTheRightEdge(fn, sn);
    } else {
      hash = nodeHash(hash, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && sameBytes(hash, root);
}

/** `index` from zero; `leaf` is `leafHash(entry)`; `path` goes from the sibling of the leaf up. */
export type Inclusion = {
  readonly index: number;
  readonly size: number;
  readonly leaf: Uint8Array;
  readonly path: readonly Uint8Array[];
  readonly root: Uint8Array;
};

/**
 * Whether the tree of `newSize` begins with the tree of `oldSize` (RFC 9162, section 2.1.4.2). As tlog-witness says of
 * an old size of zero and of equal sizes: the path is empty, and the old root is `emptyRoot` or the roots are the same.
 */
export function verifyConsistency({ oldSize, newSize, oldRoot, newRoot, path }: Consistency): boolean {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize) return false;
  if (![oldRoot, newRoot, ...path].every(isHash)) return false;
  if (newSize === 0 && !sameBytes(newRoot, emptyRoot)) return false;
  if (oldSize === newSize) return path.length === 0 && sameBytes(oldRoot, newRoot);
  if (oldSize === 0) return path.length === 0 && sameBytes(oldRoot, emptyRoot);
  let [fn, sn] = [oldSize - 1, newSize - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  // fn is zero here exactly when the old size is a power of two: then its root is a node of the new tree.
  const [first, ...rest] = fn === 0 ? [oldRoot, ...path] : path;
  if (first === undefined) return false;
  let [before, after] = [first, first];
  for (const hash of rest) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      [before, after] = [nodeHash(hash, before), nodeHash(hash, after)];
      [fn, sn] = upTheRightEdge(fn, sn);
    } else {
      after = nodeHash(after, hash);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && sameBytes(before, oldRoot) && sameBytes(after, newRoot);
}

export type Consistency = {
  readonly oldSize: number;
  readonly newSize: number;
  readonly oldRoot: Uint8Array;
  readonly newRoot: Uint8Array;
  readonly path: readonly Uint8Array[];
};

/** Not in constant time: what is compared here is public. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

/** A complete subtree: the hash of D[index * 2^level, (index + 1) * 2^level). Level 0 are the leaf hashes. */
export type Node = { readonly level: number; readonly index: number };

/** Answers one hash for each node asked, in their order. Rejects when it does not have one. */
export type HashReader = (nodes: readonly Node[]) => Promise<readonly Uint8Array[]>;

/** PATH(index, D[size]) of RFC 6962, section 2.1.1, from the sibling of the leaf up. RangeError unless index < size. */
export async function inclusionProof(read: HashReader, index: number, size: number): Promise<Uint8Array[]> {
  if (!isSize(index) || !isSize(size) || index >= size) throw new RangeError(`entry ${index} of ${size}`);
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + largestPowerBelow(to - from);
    ranges.push(index < middle ? [middle, to] : [from, middle]);
    [from, to] = index < middle ? [from, middle] : [middle, to];
  }
  return await rangeHashes(read, ranges.reverse());
}

/**
 * PROOF(oldSize, D[newSize]) of RFC 6962, section 2.1.2. Empty for an old size of zero (tlog-witness) and for equal
 * sizes. RangeError unless oldSize <= newSize.
 */
export async function consistencyProof(read: HashReader, oldSize: number, newSize: number): Promise<Uint8Array[]> {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize) throw new RangeError(`from ${oldSize} to ${newSize}`);
  if (oldSize === 0) return [];
  const ranges: Range[] = [];
  let [from, to] = [0, newSize];
  while (oldSize !== to) {
    const middle = from + largestPowerBelow(to - from);
    ranges.push(oldSize <= middle ? [middle, to] : [from, middle]);
    [from, to] = oldSize <= middle ? [from, middle] : [middle, to];
  }
  // A subtree that reaches back to the first entry is the old tree itself, whose root the checker has.
  if (from > 0) ranges.push([from, to]);
  return await rangeHashes(read, ranges.reverse());
}

/** MTH(D[size]) of RFC 6962, section 2.1. */
export async function treeRoot(read: HashReader, size: number): Promise<Uint8Array> {
  if (!isSize(size)) throw new RangeError(`size ${size}`);
  const [root] = size === 0 ? [emptyRoot] : await rangeHashes(read, [[0, size]]);
  return root ?? emptyRoot;
}

type Range = readonly [from: number, to: number];

/** The hashes of ranges as RFC 6962 cuts them, by one question for all of their nodes (none when there are none). */
async function rangeHashes(read: HashReader, ranges: readonly Range[]): Promise<Uint8Array[]> {
  const nodes = ranges.map(nodesOf);
  const hashes = nodes.length === 0 ? [] : await read(nodes.flat());
  if (hashes.length !== nodes.flat().length || !hashes.every(isHash)) throw new RangeError('not the hashes asked for');
  let at = 0;
  return nodes.map(({ length }) => {
    at += length;
    return foldRight(hashes.slice(at - length, at));
  });
}

/** The complete subtrees of a range, from the largest on the left to the smallest. */
function nodesOf([from, to]: Range): Node[] {
  const nodes: Node[] = [];
  for (let at = from; at < to; ) {
    let [level, width] = [0, 1];
    while (width * 2 <= to - at) [level, width] = [level + 1, width * 2];
    nodes.push({ level, index: at / width });
    at += width;
  }
  return nodes;
}

/** The root over complete subtrees that stand side by side, the largest on the left. RangeError for none. */
export function foldRight(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) throw new RangeError('no hash');
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** k of RFC 6962, section 2.1: the largest power of two smaller than n, for n > 1. */
function largestPowerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** Of the two hashes of a pair; the second is missing at the right edge of a tree. */
function joined(left: Uint8Array | undefined, right: Uint8Array | undefined): Uint8Array {
  if (left === undefined) throw new RangeError('no hash');
  return right === undefined ? left : nodeHash(left, right);
}

/** From a node without a right sibling up to the level below its next sibling on the left. */
function upTheRightEdge(fn: number, sn: number): [number, number] {
  if (isOdd(fn) || fn === 0) return [fn, sn];
  return upTheRightEdge(half(fn), half(sn));
}

// Sizes go beyond 32 bits, where JavaScript's operators on bits stop.
const half = (value: number): number => Math.floor(value / 2);
const isOdd = (value: number): boolean => value % 2 === 1;
const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const isHash = (bytes: Uint8Array): boolean => bytes.length === 32;
