import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  consistencyProof,
  emptyRoot,
  type HashReader,
  inclusionProof,
  leafHash,
  type Node,
  nodeHash,
  rootOf,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';

// The eight entries that the tests of certificate-transparency and its successors use, with their published hashes.
const published = {
  entries: ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'],
  roots: [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ],
  inclusion: [
    {
      index: 0,
      size: 8,
      path: [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    },
    {
      index: 5,
      size: 8,
      path: [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    },
    { index: 2, size: 3, path: ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'] },
    {
      index: 1,
      size: 5,
      path: [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    },
  ],
  consistency: [
    { oldSize: 1, newSize: 1, path: [] },
    {
      oldSize: 1,
      newSize: 8,
      path: [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    },
    {
      oldSize: 6,
      newSize: 8,
      path: [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    },
    {
      oldSize: 2,
      newSize: 5,
      path: [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    },
  ],
};

const most = 600;
const leaves = Array.from({ length: most }, (_, index) => leafHash(utf8ToBytes(`entry ${index}`)));
const roots = Array.from({ length: most + 1 }, (_, size) => bySplitting(leaves.slice(0, size)));
const rootAt = (size: number): Uint8Array => roots[size] ?? emptyRoot;
const leafAt = (index: number): Uint8Array => leaves[index] ?? emptyRoot;

/** The definition of RFC 6962, section 2.1, word for word: slow, and written without a look at the code. */
function bySplitting(hashes: readonly Uint8Array[]): Uint8Array {
  const [only] = hashes;
  if (only === undefined) return sha256(new Uint8Array());
  if (hashes.length === 1) return only;
  const k = 2 ** (Math.ceil(Math.log2(hashes.length)) - 1);
  return sha256(concatBytes(Uint8Array.of(1), bySplitting(hashes.slice(0, k)), bySplitting(hashes.slice(k))));
}

const known = new Map<string, Uint8Array>();

/** Answers from the leaves of a tree (told from another by the second leaf), and remembers what it was asked. */
function readerOf(hashes: readonly Uint8Array[]) {
  const asked: (readonly Node[])[] = [];
  const read: HashReader = async (nodes) => {
    asked.push(nodes);
    return nodes.map(({ level, index }) => {
      if ((index + 1) * 2 ** level > hashes.length) throw new RangeError('a subtree that is not complete');
      const at = `${bytesToHex(hashes[1] ?? emptyRoot)} ${level} ${index}`;
      const hash = known.get(at) ?? rootOf(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level));
      known.set(at, hash);
      return hash;
    });
  };
  return { asked, read };
}

const flipped = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.map((byte, at) => (at === Math.floor(bit / 8) ? byte ^ (1 << (bit % 8)) : byte));

const changedAt = (path: readonly Uint8Array[], place: number, bit: number) =>
  path.map((hash, at) => (at === place ? flipped(hash, bit) : hash));

describe('hashes as published', () => {
  const hashes = published.entries.map((entry) => leafHash(hexToBytes(entry)));

  test('the root of nothing is SHA-256 of nothing', () => {
    expect(bytesToHex(emptyRoot)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(rootOf([])).toEqual(emptyRoot);
  });
  test('roots of one to eight entries', () => {
    const found = published.roots.map((_, at) => bytesToHex(rootOf(hashes.slice(0, at + 1))));
    expect(found).toEqual(published.roots);
  });
  test.each(published.inclusion)('inclusion of $index in $size', async ({ index, size, path }) => {
    const proof = await inclusionProof(readerOf(hashes.slice(0, size)).read, index, size);
    expect(proof.map(bytesToHex)).toEqual(path);
  });
  test.each(published.consistency)('consistency of $oldSize with $newSize', async ({ oldSize, newSize, path }) => {
    const proof = await consistencyProof(readerOf(hashes.slice(0, newSize)).read, oldSize, newSize);
    expect(proof.map(bytesToHex)).toEqual(path);
  });
  test('a node of anything but two hashes is refused', () => {
    expect(() => nodeHash(emptyRoot, new Uint8Array(31))).toThrow(RangeError);
    expect(() => nodeHash(new Uint8Array(33), emptyRoot)).toThrow(RangeError);
  });
  test('every root up to 600 entries is the one of the definition', () => {
    expect(roots.every((root, size) => bytesToHex(rootOf(leaves.slice(0, size))) === bytesToHex(root))).toBe(true);
  });
});

describe('inclusion', () => {
  test('every entry of trees around all turning points up to 600', async () => {
    const sizes = [...Array.from({ length: 70 }, (_, at) => at + 1), 127, 128, 129, 255, 256, 257, 511, 512, 513, most];
    for (const size of sizes) {
      const { read } = readerOf(leaves.slice(0, size));
      for (let index = 0; index < size; index += 1) {
        const path = await inclusionProof(read, index, size);
        const proof = { index, size, leaf: leafAt(index), path, root: rootAt(size) };
        if (!verifyInclusion(proof)) expect.fail(`entry ${index} of ${size}`);
      }
    }
  });

  test('one question for all that a proof needs, and a path of one hash a level', async () => {
    const { asked, read } = readerOf(leaves);
    expect(await inclusionProof(read, 17, most)).toHaveLength(10);
    expect(asked).toHaveLength(1);
    const single = readerOf(leaves.slice(0, 1));
    expect(await inclusionProof(single.read, 0, 1)).toEqual([]);
    expect(single.asked).toHaveLength(0);
  });

  test('any altered bit, another place or size, and hashes too many or too few fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: most }), fc.nat(), fc.nat(), async (size, seed, bits) => {
        const index = seed % size;
        const { read } = readerOf(leaves.slice(0, size));
        const path = await inclusionProof(read, index, size);
        const good = { index, size, leaf: leafAt(index), path, root: rootAt(size) };
        const bit = bits % 256;
        expect(verifyInclusion(good)).toBe(true);
        const bad = [
          { ...good, leaf: flipped(good.leaf, bit) },
          { ...good, root: flipped(good.root, bit) },
          { ...good, path: changedAt(path, seed % path.length, bit) },
          { ...good, index: (index + 1) % size },
          { ...good, index: size },
          { ...good, path: path.slice(1) },
          { ...good, path: path.slice(0, -1) },
          { ...good, path: [...path, emptyRoot] },
          { ...good, path: [emptyRoot, ...path] },
          { ...good, path: [good.leaf, ...path] },
          { ...good, path: [...path, good.root] },
          { ...good, path: path.map((hash) => hash.slice(1)) },
          { ...good, size: 0 },
          { ...good, index: -1 },
          { ...good, index: index + 0.5 },
          { ...good, size: Number.NaN },
        ];
        expect(bad.map(verifyInclusion)).toEqual(bad.map(() => false));
      }),
      { numRuns: 300 },
    );
  });

  test('every bit of a proof counts', async () => {
    const path = await inclusionProof(readerOf(leaves.slice(0, 11)).read, 6, 11);
    const good = { index: 6, size: 11, leaf: leafAt(6), path, root: rootAt(11) };
    for (const place of path.keys()) {
      for (let bit = 0; bit < 256; bit += 1) {
        expect(verifyInclusion({ ...good, path: changedAt(path, place, bit) })).toBe(false);
      }
    }
  });

  test('a root made to fit a path too long or too short is refused: the size fixes its length', () => {
    const [first, second, third] = [leafAt(0), leafAt(1), leafAt(2)];
    const pairRoot = nodeHash(first, second);
    const base = { index: 0, leaf: first };
    expect(verifyInclusion({ ...base, size: 2, path: [second], root: pairRoot })).toBe(true);
    expect(verifyInclusion({ ...base, size: 1, path: [second], root: nodeHash(second, first) })).toBe(false);
    expect(verifyInclusion({ ...base, size: 1, path: [second], root: pairRoot })).toBe(false);
    expect(verifyInclusion({ ...base, size: 2, path: [second, third], root: nodeHash(third, pairRoot) })).toBe(false);
    expect(verifyInclusion({ ...base, size: 4, path: [second], root: pairRoot })).toBe(false);
    expect(verifyInclusion({ ...base, size: 3, path: [], root: first })).toBe(false);
  });

  test('an entry that is not in the tree is refused before anything is read', async () => {
    const { asked, read } = readerOf(leaves);
    await expect(inclusionProof(read, 600, 600)).rejects.toThrow(RangeError);
    await expect(inclusionProof(read, 0, 0)).rejects.toThrow(RangeError);
    expect(asked).toHaveLength(0);
  });
});

describe('consistency', () => {
  test('every earlier size of trees around all turning points up to 600', async () => {
    const sizes = [...Array.from({ length: 70 }, (_, at) => at), 127, 128, 129, 255, 256, 257, 511, 512, 513, most];
    for (const newSize of sizes) {
      const { read } = readerOf(leaves.slice(0, newSize));
      for (let oldSize = 0; oldSize <= newSize; oldSize += 1) {
        const path = await consistencyProof(read, oldSize, newSize);
        const proof = { oldSize, newSize, oldRoot: rootAt(oldSize), newRoot: rootAt(newSize), path };
        if (!verifyConsistency(proof)) expect.fail(`${oldSize} to ${newSize}`);
      }
    }
  });

  test('one question for all that a proof needs', async () => {
    const { asked, read } = readerOf(leaves);
    await consistencyProof(read, 333, most);
    expect(asked).toHaveLength(1);
  });

  test('any altered bit, other sizes, swapped roots, and hashes too many or too few fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: most }), fc.nat(), fc.nat(), async (newSize, seed, bits) => {
        const oldSize = 1 + (seed % (newSize - 1));
        const path = await consistencyProof(readerOf(leaves.slice(0, newSize)).read, oldSize, newSize);
        const good = { oldSize, newSize, oldRoot: rootAt(oldSize), newRoot: rootAt(newSize), path };
        const bit = bits % 256;
        expect(verifyConsistency(good)).toBe(true);
        const bad = [
          { ...good, oldRoot: flipped(good.oldRoot, bit) },
          { ...good, newRoot: flipped(good.newRoot, bit) },
          { ...good, oldRoot: good.newRoot, newRoot: good.oldRoot },
          { ...good, path: changedAt(path, seed % path.length, bit) },
          { ...good, oldSize: oldSize + 1 },
          { ...good, oldSize: oldSize - 1 },
          { ...good, oldSize: newSize, newSize: oldSize },
          { ...good, path: [] },
          { ...good, path: path.slice(1) },
          { ...good, path: path.slice(0, -1) },
          { ...good, path: [...path, emptyRoot] },
          { ...good, path: [...path, good.newRoot] },
          { ...good, path: [good.oldRoot, ...path] },
          { ...good, path: [emptyRoot, ...path] },
          { ...good, path: path.map((hash) => hash.slice(1)) },
          { ...good, newSize: Number.POSITIVE_INFINITY },
        ];
        expect(bad.map(verifyConsistency)).toEqual(bad.map(() => false));
      }),
      { numRuns: 300 },
    );
  });

  test('from nothing the path is empty and the old root the empty one (tlog-witness)', async () => {
    const { asked, read } = readerOf(leaves);
    expect(await consistencyProof(read, 0, most)).toEqual([]);
    expect(asked).toHaveLength(0);
    const good = { oldSize: 0, newSize: most, oldRoot: emptyRoot, newRoot: rootAt(most), path: [] };
    expect(verifyConsistency(good)).toBe(true);
    expect(verifyConsistency({ ...good, path: [rootAt(1)] })).toBe(false);
    expect(verifyConsistency({ ...good, oldRoot: rootAt(1) })).toBe(false);
    expect(verifyConsistency({ ...good, newSize: 0, newRoot: emptyRoot })).toBe(true);
    expect(verifyConsistency({ ...good, newSize: 0 })).toBe(false);
    expect(verifyConsistency({ ...good, newSize: 0, oldRoot: rootAt(1), newRoot: rootAt(1) })).toBe(false);
  });

  test('of equal sizes the path is empty and the roots are the same (tlog-witness)', async () => {
    const { asked, read } = readerOf(leaves);
    expect(await consistencyProof(read, 77, 77)).toEqual([]);
    expect(asked).toHaveLength(0);
    const good = { oldSize: 77, newSize: 77, oldRoot: rootAt(77), newRoot: rootAt(77), path: [] };
    expect(verifyConsistency(good)).toBe(true);
    expect(verifyConsistency({ ...good, newRoot: rootAt(78) })).toBe(false);
    expect(verifyConsistency({ ...good, path: [rootAt(77)] })).toBe(false);
  });

  test('roots made to fit a path too long or too short are refused', () => {
    const [one, two, three] = [leafAt(0), leafAt(1), leafAt(2)];
    const pairRoot = nodeHash(one, two);
    const good = { oldSize: 1, newSize: 2, oldRoot: one, newRoot: pairRoot, path: [two] };
    expect(verifyConsistency(good)).toBe(true);
    expect(verifyConsistency({ ...good, newSize: 4 })).toBe(false);
    expect(verifyConsistency({ ...good, newRoot: nodeHash(pairRoot, three), path: [two, three] })).toBe(false);
    expect(verifyConsistency({ ...good, oldRoot: nodeHash(three, one), path: [two, three] })).toBe(false);
    expect(verifyConsistency({ ...good, newRoot: one, path: [] })).toBe(false);
  });

  test('a tree that shrinks is refused', async () => {
    await expect(consistencyProof(readerOf(leaves).read, 9, 8)).rejects.toThrow(RangeError);
  });
});

describe('roots and sizes', () => {
  test('the root of any size comes from one question', async () => {
    for (const size of [0, 1, 2, 3, 7, 255, 256, 257, 599, most]) {
      const { asked, read } = readerOf(leaves.slice(0, size));
      expect(await treeRoot(read, size)).toEqual(rootAt(size));
      expect(asked).toHaveLength(size === 0 ? 0 : 1);
    }
  });

  test('a reader that answers too little or no hash is refused', async () => {
    await expect(treeRoot(async () => [], 3)).rejects.toThrow(RangeError);
    await expect(treeRoot(async (nodes) => nodes.map(() => new Uint8Array(31)), 3)).rejects.toThrow(RangeError);
  });

  test('sizes beyond 32 bits: a tree of 2^52 and more equal entries', async () => {
    const byLevel = [leafAt(0)];
    const hashAt = (level: number): Uint8Array => {
      byLevel[level] ??= nodeHash(hashAt(level - 1), hashAt(level - 1));
      return byLevel[level];
    };
    const read: HashReader = async (nodes) => nodes.map(({ level }) => hashAt(level));
    const size = Number.MAX_SAFE_INTEGER;
    const root = await treeRoot(read, size);
    for (const index of [0, 2 ** 31, 2 ** 32 + 1, 2 ** 52 - 1, 2 ** 52, size - 1]) {
      const path = await inclusionProof(read, index, size);
      expect(verifyInclusion({ index, size, leaf: leafAt(0), path, root })).toBe(true);
      expect(verifyInclusion({ index, size, leaf: leafAt(1), path, root })).toBe(false);
    }
    for (const oldSize of [1, 2 ** 32, 2 ** 32 + 1, 2 ** 45 + 12_345, size - 1]) {
      const path = await consistencyProof(read, oldSize, size);
      const oldRoot = await treeRoot(read, oldSize);
      expect(path.length).toBeLessThanOrEqual(63);
      expect(verifyConsistency({ oldSize, newSize: size, oldRoot, newRoot: root, path })).toBe(true);
      expect(verifyConsistency({ oldSize: oldSize + 1, newSize: size, oldRoot, newRoot: root, path })).toBe(false);
    }
  });
});
