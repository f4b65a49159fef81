import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkLog, checkpointOf, readKey } from '../../verify/independent/check.mjs';
import { checkpointText, cosign, entryOf, makeSigner, pathOf, signText, writeLog } from './log.ts';

const log = makeSigner('log.example');
const [first, second] = [makeSigner('court.example', 4), makeSigner('notary.example', 4)];
const trust = { keys: [log, first, second].map(({ vkey }) => readKey(vkey)), needed: 0 };
const entries = Array.from({ length: 70_000 }, (_, number) => entryOf(number));
const checkpointAt = (size: number): string => {
  const text = checkpointText(log.name, entries.slice(0, size));
  return `${text}\n${signText(text, log)}`;
};
const folders: string[] = [];
const logOf = (size: number): string => {
  const folder = writeLog(entries.slice(0, size), checkpointAt(size));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const change = (path: string, with_: (bytes: Buffer) => Buffer): void => writeFileSync(path, with_(readFileSync(path)));
const flip = (at: number) => (bytes: Buffer) => {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
};

test('a log of 70,000 entries is whole: the tiles that tlog-tiles names for this size', () => {
  const { seen, size } = checkLog(logOf(70_000), trust);
  // 273 full and one partial level-0 tile, one full and one partial level-1 tile, one partial level-2 tile.
  expect({ seen, size }).toEqual({ seen: { tiles: 274 + 2 + 1, bundles: 274, missing: 0 }, size: 70_000 });
});

test.each([0, 1, 2, 255, 256, 257, 511, 512, 513, 1000])('a log of %i entries', (size) => {
  expect(checkLog(logOf(size), trust).size).toBe(size);
});

test('an altered tile, a missing one, a truncated one: each is named', () => {
  const broken = (path: string, how: (bytes: Buffer) => Buffer): string => {
    const folder = logOf(600);
    change(join(folder, path), how);
    return folder;
  };
  expect(() => checkLog(broken(pathOf(0, 1), flip(40)), trust)).toThrow('tile/0/001 is not the tile');
  expect(() => checkLog(broken(pathOf(0, 2, 88), flip(40)), trust)).toThrow('do not lead to the root');
  expect(() => checkLog(broken(pathOf(1, 0, 2), flip(40)), trust)).toThrow('do not lead to the root');
  expect(() => checkLog(broken(pathOf('entries', 1), flip(40)), trust)).toThrow('entry 256 is not the one');
  expect(() =>
    checkLog(
      broken(pathOf(0, 1), (bytes) => bytes.subarray(32)),
      trust,
    ),
  ).toThrow('has not 256 hashes');
  expect(() =>
    checkLog(
      broken(pathOf('entries', 1), (bytes) => bytes.subarray(0, -1)),
      trust,
    ),
  ).toThrow('is cut off');
  const short = (bytes: Buffer) => bytes.subarray(0, -2 - bytes.readUInt16BE(0));
  expect(() => checkLog(broken(pathOf('entries', 1), short), trust)).toThrow('has not 256 entries');
  const folder = logOf(600);
  rmSync(join(folder, pathOf(0, 0)));
  expect(() => checkLog(folder, trust)).toThrow('tile/0/000 is missing');
  rmSync(join(folder, pathOf('entries', 0)));
  expect(checkLog(folder, trust, { part: true }).seen).toEqual({ tiles: 3, bundles: 2, missing: 1 });
});

test('growth: an older checkpoint lies on the way, a fork does not, and a log that was cut is seen', () => {
  const folder = logOf(600);
  for (const size of [1, 255, 256, 300, 512, 599, 600])
    expect(() => checkLog(folder, trust, { older: Buffer.from(checkpointAt(size)) }), String(size)).not.toThrow();
  const fork = checkpointText(log.name, [...entries.slice(0, 299), entryOf(-1)]);
  const older = Buffer.from(`${fork}\n${signText(fork, log)}`);
  expect(() => checkLog(folder, trust, { older })).toThrow('not a continuation');
  expect(() => checkLog(folder, trust, { older: Buffer.from(checkpointAt(601)) })).toThrow('not a continuation');
});

test('witnesses: as many as the reader asks for, each once, each signature true', () => {
  const text = checkpointText(log.name, entries.slice(0, 3));
  const note = (...lines: string[]): Buffer => Buffer.from(`${text}\n${signText(text, log)}${lines.join('')}`);
  const [one, two] = [cosign(text, first, 1_795_000_000), cosign(text, second, 1_795_000_001)];
  expect(() => checkpointOf(note(one, two), { ...trust, needed: 2 })).not.toThrow();
  expect(() => checkpointOf(note(one), { ...trust, needed: 2 })).toThrow('only 1 of the 2');
  expect(() => checkpointOf(note(one, one), { ...trust, needed: 2 })).toThrow();
  const moved = cosign(text, { ...first, key: second.key }, 1_795_000_000);
  expect(() => checkpointOf(note(moved), trust)).toThrow('the signature of court.example is false');
  // Witnesses alone make no checkpoint: the log itself must have signed.
  expect(() => checkpointOf(Buffer.from(`${text}\n${one}${two}`), trust)).toThrow('no key that you trust');
});

test('a checkpoint of another log, or with a key for other sizes, or stolen, is not believed', () => {
  const text = checkpointText(log.name, entries.slice(0, 3));
  const note = (more = ''): Buffer => Buffer.from(`${text}\n${signText(text, log)}${more}`);
  const own = readKey(log.vkey);
  const trusting = (limits: object) => ({ keys: [{ ...own, ...limits }, readKey(first.vkey)], needed: 0 });
  expect(() => checkpointOf(note(), { keys: [readKey(makeSigner('log.example').vkey)], needed: 0 })).toThrow('no key');
  expect(() => checkpointOf(note(), trusting({ from: 0, to: 2 }))).toThrow('no key');
  expect(() => checkpointOf(note(), trusting({ from: 4, to: null }))).toThrow('no key');
  const revoked = { at: '2026-12-01T00:00:00.000Z', effective_size: 5 };
  const theft = Date.parse(revoked.at) / 1000;
  expect(() => checkpointOf(note(), trusting({ revoked }))).toThrow('no key');
  expect(() => checkpointOf(note(cosign(text, first, theft - 1)), trusting({ revoked }))).not.toThrow();
  expect(() => checkpointOf(note(cosign(text, first, theft + 1)), trusting({ revoked }))).toThrow('no key');
  const late = { revoked: { ...revoked, effective_size: 2 } };
  expect(() => checkpointOf(note(cosign(text, first, theft - 1)), trusting(late))).toThrow('no key');
});
