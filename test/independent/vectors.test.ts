import { expect, test } from 'vitest';
import {
  checkpointOf,
  isSignedBySm2,
  leafHash,
  readCheckpoint,
  readKey,
  readNote,
  readProof,
  rootOfPath,
  rootsOfGrowth,
  signersOf,
  treeHash,
} from '../../verify/independent/check.mjs';
import { goKey, goLeaf, goProof, growths, inclusions, leaves, roots, sm2 } from './vectors.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const all = (texts: readonly string[]): Buffer[] => texts.map((text) => Buffer.from(text, 'base64'));
const rootAt = (size: number): Buffer => hex(roots[size] ?? '');

test('RFC 6962, 2.1: the roots of the published tree at every size', () => {
  const hashes = leaves.map((leaf) => leafHash(hex(leaf)));
  for (const [size, root] of roots.entries()) expect(treeHash(hashes.slice(0, size)).toString('hex')).toBe(root);
});

test.each(inclusions)('RFC 6962, 2.1.1: leaf $index of $size', ({ index, size, leaf, path }) => {
  const [start, steps] = [Buffer.from(leaf, 'base64'), all(path)];
  expect(start).toEqual(leafHash(hex(leaves[index] ?? '')));
  expect(rootOfPath(start, index, size, steps)).toEqual(rootAt(size));
  // Every altered part of the proof leads elsewhere, and none is left unread.
  for (const [place] of steps.entries()) {
    const altered = steps.map((step, at) => (at === place ? leafHash(step) : step));
    expect(rootOfPath(start, index, size, altered)).not.toEqual(rootAt(size));
  }
  expect(() => rootOfPath(start, index, size, steps.slice(1))).toThrow('too short');
  expect(() => rootOfPath(start, index, size, [...steps, rootAt(1)])).toThrow('too long');
  expect(() => rootOfPath(start, size, size, steps)).toThrow('outside');
});

test.each(growths)('RFC 6962, 2.1.2: $from grows to $to', ({ from, to, path }) => {
  const steps = all(path);
  expect(rootsOfGrowth(from, to, rootAt(from), steps)).toEqual([rootAt(from), rootAt(to)]);
  // A proof that was altered anywhere leads to other roots than those that were signed.
  for (const place of steps.keys()) {
    const altered = steps.map((step, at) => (at === place ? leafHash(step) : step));
    expect(rootsOfGrowth(from, to, rootAt(from), altered)).not.toEqual([rootAt(from), rootAt(to)]);
  }
  expect(() => rootsOfGrowth(from, to, rootAt(from), steps.slice(1))).toThrow('too short');
  expect(() => rootsOfGrowth(from, to, rootAt(from), [...steps, rootAt(1)])).toThrow('too long');
  expect(() => rootsOfGrowth(to, from, rootAt(from), steps)).toThrow('sizes');
});

test("another log's proof, checked: the public checksum database of Go", () => {
  const { index, path, note } = readProof(Buffer.from(goProof));
  const { text } = readNote(note);
  const { origin, size, root } = readCheckpoint(text);
  expect({ index, origin, size }).toEqual({ index: 43_930_254, origin: 'go.sum database tree', size: 58_253_265 });
  expect(signersOf(readNote(note), [readKey(goKey)])).toHaveLength(1);
  expect(rootOfPath(leafHash(Buffer.from(goLeaf)), index, size, path)).toEqual(root);
  expect(rootOfPath(leafHash(Buffer.from(`${goLeaf} `)), index, size, path)).not.toEqual(root);
});

test('a note is ignored without a key that signed it, and spoilt by a false signature of a known one', () => {
  const { note } = readProof(Buffer.from(goProof));
  expect(() => checkpointOf(note, { keys: [], needed: 0 })).toThrow('no key that you trust');
  const altered = Buffer.from(note.toString().replace('58253265', '58253266'));
  expect(() => signersOf(readNote(altered), [readKey(goKey)])).toThrow('is false');
  expect(() => readKey(goKey.replace('033de0ae', '033de0af'))).toThrow('not its own');
  for (const bad of [
    'x',
    'x\n',
    'x\n\n',
    'x\n\n- y z\n',
    'x\ty\n\n— y AAAAAAA=\n',
    'x\n\n— y AAAA\n',
    'x\n\n— y AAAAAAB=\n',
  ])
    expect(() => readNote(Buffer.from(bad)), JSON.stringify(bad)).toThrow();
});

test('GB/T 32918.5, annex A: SM2 as the standard signs it', () => {
  const [key, text, signature] = [hex(sm2.key), Buffer.from(sm2.text), hex(sm2.signature)];
  expect(isSignedBySm2(key, text, signature)).toBe(true);
  expect(isSignedBySm2(key, Buffer.from('message digests'), signature)).toBe(false);
  expect(isSignedBySm2(key, text, Buffer.alloc(64))).toBe(false);
  expect(isSignedBySm2(key.map((byte, at) => (at === 64 ? byte ^ 1 : byte)) as Buffer, text, signature)).toBe(false);
});
