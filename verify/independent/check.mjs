#!/usr/bin/env node
// A second checker, written from the specifications alone (RFC 6962; C2SP signed-note, tlog-checkpoint, tlog-proof,
// tlog-cosignature, tlog-tiles; docs/evidence-format.md), so that nobody has to believe the first one. Stock Node 18 or
// later and nothing else: no package, no network, no file of the product. One file, so that it fits on a USB stick whole.
//
//   node check.mjs proof <x.humi-proof or folder> --trust <trust.json, key.vkey or folder> [--original <file>]
//   node check.mjs proofs <folder of proofs> --trust <…>
//   node check.mjs note <signed note> --trust <…>
//   node check.mjs log <folder with checkpoint and tile/> --trust <…> [--part] [--older <checkpoint>]
import { createHash, createPublicKey, verify } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';

const must = (condition, sentence) => {
  if (!condition) throw new Error(sentence);
};
const hash = (name, ...parts) => parts.reduce((state, part) => state.update(part), createHash(name)).digest();
const sha256 = (...parts) => hash('sha256', ...parts);
const sm3 = (...parts) => hash('sm3', ...parts);
const same = (a, b) => Buffer.compare(a, b) === 0;

// ---- RFC 6962, section 2.1: the tree ----

export const leafHash = (entry) => sha256(Buffer.of(0), entry);
export const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

/** The largest power of two smaller than n (n > 1). */
function split(n) {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** MTH over hashes of leaves (or of equal subtrees). */
export function treeHash(hashes) {
  if (hashes.length === 0) return sha256();
  if (hashes.length === 1) return hashes[0];
  const k = split(hashes.length);
  return nodeHash(treeHash(hashes.slice(0, k)), treeHash(hashes.slice(k)));
}

/** Section 2.1.1 read backwards: the root that leaf m of n has with this path, which must be used up. */
export function rootOfPath(leaf, m, n, path) {
  must(Number.isSafeInteger(m) && Number.isSafeInteger(n) && m >= 0 && m < n, 'the index lies outside the tree');
  if (n === 1) {
    must(path.length === 0, 'the inclusion proof is too long');
    return leaf;
  }
  must(path.length > 0, 'the inclusion proof is too short');
  const [k, rest, last] = [split(n), path.slice(0, -1), path[path.length - 1]];
  return m < k ? nodeHash(rootOfPath(leaf, m, k, rest), last) : nodeHash(last, rootOfPath(leaf, m - k, n - k, rest));
}

/** Section 2.1.2 read backwards: [root at size m, root at size n] that this consistency proof leads to. */
export function rootsOfGrowth(m, n, oldRoot, path) {
  must(Number.isSafeInteger(m) && Number.isSafeInteger(n) && m > 0 && m <= n, 'the sizes are not those of growth');
  const left = [...path];
  const walk = (from, to, whole) => {
    if (from === to) {
      const known = whole ? oldRoot : left.shift();
      must(known, 'the consistency proof is too short');
      return [known, known];
    }
    const k = split(to);
    const [old, grown] = from <= k ? walk(from, k, whole) : walk(from - k, to - k, false);
    const beside = left.shift();
    must(beside, 'the consistency proof is too short');
    return from <= k ? [old, nodeHash(grown, beside)] : [nodeHash(beside, old), nodeHash(beside, grown)];
  };
  const roots = walk(m, n, true);
  must(left.length === 0, 'the consistency proof is too long');
  return roots;
}

// ---- signed-note, tlog-checkpoint, tlog-cosignature ----

function base64(text, length) {
  const bytes = Buffer.from(text, 'base64');
  must(bytes.toString('base64') === text, `not base64: ${text}`);
  must(length === undefined || bytes.length === length, `not ${length} bytes: ${text}`);
  return bytes;
}

const decimal = (text) => {
  must(/^(0|[1-9][0-9]{0,15})$/.test(text), `not a number: ${text}`);
  return Number(text);
};

const sm2Label = Buffer.from('humi-sm2/1');
const nameOfKey = /^[^\s\p{White_Space}+]+$/u;

/** `name+keyid+base64(type ‖ key)`; the id must be that of the key. */
export function readKey(text) {
  const [, name, id, data] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text.trim()) ?? [];
  must(name && nameOfKey.test(name), `not a key: ${text}`);
  const bytes = base64(data);
  must(sha256(`${name}\n`, bytes).toString('hex', 0, 4) === id, `the id of the key is not its own: ${text}`);
  const isSm2 = bytes[0] === 0xff && same(bytes.subarray(1, 11), sm2Label) && bytes.length === 76;
  const kind = isSm2 ? 'sm2' : bytes.length === 33 ? { 1: 'ed25519', 4: 'cosignature' }[bytes[0]] : undefined;
  must(kind, `a kind of key that this program does not know: ${text}`);
  return { name, id, kind, key: bytes.subarray(isSm2 ? 11 : 1) };
}

/** Text with its final newline, and the signature lines. Throws for what is not a signed note. */
export function readNote(bytes) {
  const note = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: signed-note forbids them all but newline
  must(!/[\0-\x09\x0b-\x1f]/.test(note), 'the note has control characters');
  const end = note.lastIndexOf('\n\n');
  must(end > 0 && note.endsWith('\n'), 'not a signed note');
  const lines = note.slice(end + 2, -1).split('\n');
  must(lines.length <= 100, 'the note has too many signatures');
  const signatures = lines.map((line) => {
    const [, name, data] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
    must(name && nameOfKey.test(name), `not a signature line: ${line}`);
    const signature = base64(data);
    must(signature.length > 4, `not a signature line: ${line}`);
    return { name, id: signature.toString('hex', 0, 4), bytes: signature.subarray(4) };
  });
  return { text: note.slice(0, end + 1), signatures };
}

/** Origin, size and root of a checkpoint's text. */
export function readCheckpoint(text) {
  const lines = text.slice(0, -1).split('\n');
  must(lines.length >= 3 && lines.every((line) => line !== ''), 'not a checkpoint');
  return { origin: lines[0], size: decimal(lines[1]), root: base64(lines[2], 32) };
}

/** Every key that signed, of the keys given: [{key, at?}]. A signature of a known key that fails spoils the note. */
export function signersOf({ text, signatures }, keys) {
  const found = new Map();
  for (const { name, id, bytes } of signatures) {
    const key = keys.find((one) => one.name === name && one.id === id);
    if (!key) continue;
    const at = key.kind === 'cosignature' && bytes.length === 72 ? bytes.readBigUInt64BE() : undefined;
    must(isSigned(key, Buffer.from(text), bytes, at), `the signature of ${name} is false`);
    found.set(`${name}+${id}`, { key, ...(at === undefined ? {} : { at: Number(at) }) });
  }
  return [...found.values()];
}

const known = new Map();

/** Many proofs hang from one checkpoint: what was verified once is remembered. */
function isSigned(key, text, bytes, at) {
  const name = sha256(key.kind, key.key, Buffer.of(bytes.length), bytes, text).toString('base64');
  if (known.size > 10_000) known.clear();
  if (!known.has(name)) known.set(name, verifies(key, text, bytes, at));
  return known.get(name);
}

function verifies({ kind, key }, text, bytes, at) {
  if (kind === 'sm2') return bytes.length === 64 && isSignedBySm2(key, text, bytes);
  if (kind === 'ed25519') return bytes.length === 64 && isSignedByEd25519(key, text, bytes);
  const head = Buffer.from(`cosignature/v1\ntime ${at}\n`);
  return bytes.length === 72 && isSignedByEd25519(key, Buffer.concat([head, text]), bytes.subarray(8));
}

function isSignedByEd25519(key, text, signature) {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
  return verify(null, text, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
}

// ---- GB/T 32918.2: SM2 on the curve of GB/T 32918.5, user id 1234567812345678 ----

const [P, A, B, N, GX, GY] = [
  'FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF',
  'FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC',
  '28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93',
  'FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123',
  '32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7',
  'BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0',
].map((hex) => BigInt(`0x${hex}`));
const mod = (value, by = P) => ((value % by) + by) % by;
const numberOf = (bytes) => BigInt(`0x${bytes.toString('hex')}`);
const bytesOf = (value) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');

function invert(value) {
  let [a, b, x, y] = [mod(value), P, 1n, 0n];
  while (a > 1n) {
    const q = b / a;
    [a, b, x, y] = [b - q * a, a, y - q * x, x];
  }
  return mod(x);
}

/** Sum of two points; null is the point at infinity. */
function add(p, q) {
  if (!p || !q) return p ?? q;
  if (p.x === q.x && mod(p.y + q.y) === 0n) return null;
  const slope = p.x === q.x ? mod((3n * p.x * p.x + A) * invert(2n * p.y)) : mod((q.y - p.y) * invert(q.x - p.x));
  const x = mod(slope * slope - p.x - q.x);
  return { x, y: mod(slope * (p.x - x) - p.y) };
}

function times(count, point) {
  let [sum, step] = [null, point];
  for (let left = count; left > 0n; left >>= 1n) {
    if (left & 1n) sum = add(sum, step);
    step = add(step, step);
  }
  return sum;
}

export function isSignedBySm2(key, text, signature) {
  const [x, y] = [numberOf(key.subarray(1, 33)), numberOf(key.subarray(33))];
  if (key[0] !== 4 || x >= P || y >= P || mod(y * y - (x * x * x + A * x + B)) !== 0n) return false;
  const [r, s] = [numberOf(signature.subarray(0, 32)), numberOf(signature.subarray(32))];
  if (r < 1n || r >= N || s < 1n || s >= N || mod(r + s, N) === 0n) return false;
  const user = sm3(Buffer.of(0, 128), '1234567812345678', ...[A, B, GX, GY, x, y].map(bytesOf));
  const point = add(times(s, { x: GX, y: GY }), times(mod(r + s, N), { x, y }));
  return point !== null && mod(numberOf(sm3(user, text)) + point.x, N) === r;
}

// ---- tlog-tiles: a whole log in a folder, or the part of one that a kit holds ----

/** 1234067 → x001/x234/067, with `.p/<width>` behind a tile that is not full. */
function tileName(level, n, width) {
  const groups = String(n)
    .padStart(Math.ceil(String(n).length / 3) * 3, '0')
    .match(/.../g);
  return `tile/${level}/${groups.map((it, at) => (at < groups.length - 1 ? `x${it}` : it)).join('/')}${width < 256 ? `.p/${width}` : ''}`;
}

const hashesIn = (tile) => Array.from({ length: tile.length / 32 }, (_, at) => tile.subarray(32 * at, 32 * at + 32));

/** Entries of a bundle: each behind its length in 16 bits. */
function entriesIn(bundle) {
  const entries = [];
  for (let at = 0; at < bundle.length; ) {
    must(at + 2 <= bundle.length && at + 2 + bundle.readUInt16BE(at) <= bundle.length, 'an entry bundle is cut off');
    entries.push(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at)));
    at += 2 + bundle.readUInt16BE(at);
  }
  return entries;
}

/** Root of the first `size` entries, from the hashes of complete subtrees along the right edge, widest first. */
function rootOfEdge(size, hashesAt) {
  const trees = [];
  for (let level = topLevel(size); level >= 0; level--) {
    const hashes = hashesAt(level);
    for (let from = 0, k = 128; k >= 1; k /= 2)
      if (hashes.length & k) {
        trees.push(treeHash(hashes.slice(from, from + k)));
        from += k;
      }
  }
  return (
    trees.reduceRight((right, left) => (right === undefined ? left : nodeHash(left, right)), undefined) ?? sha256()
  );
}

const topLevel = (size) => (size < 256 ? 0 : 1 + topLevel(Math.floor(size / 256)));

/** Reads the tiles of a log of `size` entries in a folder; `need` throws for one that is missing. */
function tilesOf(folder, size) {
  const count = (level, of = size) => Math.floor(of / 256 ** level);
  const widthOf = (level, n) => (n < count(level + 1) ? 256 : count(level) % 256);
  const read = (level, n, width) => {
    const path = join(folder, tileName(level, n, width));
    return existsSync(path) ? readFileSync(path) : undefined;
  };
  const find = (level, n) => {
    const width = widthOf(level, n);
    const bytes = read(level, n, width);
    must(!bytes || bytes.length === 32 * width, `${tileName(level, n, width)} has not ${width} hashes`);
    return bytes && hashesIn(bytes);
  };
  const need = (level, n) => find(level, n) ?? must(false, `${tileName(level, n, widthOf(level, n))} is missing`);
  const rootAt = (of) =>
    rootOfEdge(of, (level) =>
      count(level, of) % 256 === 0 ? [] : need(level, count(level + 1, of)).slice(0, count(level, of) % 256),
    );
  return { count, find, need, rootAt, bundle: (n) => read('entries', n, widthOf(0, n)) };
}

/**
 * Checks every tile and bundle in a folder against the checkpoint beside them. `part`: others may be missing.
 * `older` is a checkpoint (bytes) that must lie on the way to this one.
 */
export function checkLog(folder, trust, { part = false, older, say = () => {} } = {}) {
  const { origin, size, root, signers } = checkpointOf(readFileSync(join(folder, 'checkpoint')), trust);
  say(`checkpoint of ${origin}: ${size} entries, signed by ${namesOf(signers)}`);
  const tiles = tilesOf(folder, size);
  must(same(tiles.rootAt(size), root), 'the tiles do not lead to the root of the checkpoint');
  const seen = { tiles: 0, bundles: 0, missing: 0 };
  for (let level = 0; level <= topLevel(size); level++)
    for (let n = 0; n * 256 < tiles.count(level); n++) {
      const hashes = part ? tiles.find(level, n) : tiles.need(level, n);
      seen[hashes ? 'tiles' : 'missing']++;
      if (hashes) checkTile(tiles, { level, n, hashes });
      if (level === 0 && checkBundle(tiles, { n, hashes, part })) seen.bundles++;
    }
  const rest = part ? `${seen.missing} tiles are not in this folder` : 'the log is whole';
  say(`${seen.tiles} tiles and ${seen.bundles} bundles of entries agree with the root; ${rest}`);
  if (older !== undefined) checkGrowth(tiles, size, checkpointOf(older, trust), say);
  return { size, root, seen };
}

/** A full tile hashes to its place in the tile above; one that is not full lies on the edge, which was checked. */
function checkTile(tiles, { level, n, hashes }) {
  const isHashed = hashes.length < 256 || same(treeHash(hashes), tiles.need(level + 1, Math.floor(n / 256))[n % 256]);
  must(isHashed, `${tileName(level, n, 256)} is not the tile that the tree has there`);
}

function checkBundle(tiles, { n, hashes, part }) {
  const bundle = tiles.bundle(n);
  must(bundle || part, `bundle ${n} of the entries is missing`);
  if (!bundle) return false;
  const leaves = hashes ?? tiles.need(0, n);
  const entries = entriesIn(bundle);
  must(entries.length === leaves.length, `bundle ${n} has not ${leaves.length} entries`);
  for (const [place, entry] of entries.entries()) {
    must(same(leafHash(entry), leaves[place]), `entry ${n * 256 + place} is not the one that the tree has there`);
    must(readEntry(entry), `entry ${n * 256 + place} is not a humi-entry/1`);
  }
  return true;
}

function checkGrowth(tiles, size, before, say) {
  const grew = before.size <= size && same(tiles.rootAt(before.size), before.root);
  must(grew, 'the log is not a continuation of the older checkpoint: it was rewritten or cut');
  say(`the older checkpoint of ${before.size} entries lies on the way to this one: nothing was removed or changed`);
}

// ---- Whom to believe: vkeys, one a line, or humi-trust/1 ----

/** {keys: [vkey with from, to, revoked], needed}: of a trust list, of .vkey files, or of a folder of both. */
export function readTrust(path) {
  if (statSync(path).isDirectory()) {
    const lists = readdirSync(path)
      .filter((it) => /\.(vkey|json)$/.test(it))
      .map((it) => readTrust(join(path, it)));
    return { keys: lists.flatMap(({ keys }) => keys), needed: Math.max(0, ...lists.map(({ needed }) => needed)) };
  }
  const text = readFileSync(path, 'utf8');
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  if (!text.trimStart().startsWith('{')) return { keys: lines.map(readKey), needed: 0 };
  const list = JSON.parse(text);
  must(list.format === 'humi-trust/1', `${path} is not a trust list that this program knows`);
  const own = list.keys.map((it) => ({ ...readKey(it.vkey), from: it.from_size, to: it.to_size, revoked: it.revoked }));
  return { keys: [...own, ...list.witnesses.map(({ vkey }) => readKey(vkey))], needed: list.witnesses_needed };
}

const namesOf = (signers) => signers.map(({ key }) => `${key.name} (${key.kind})`).join(', ');
const timeOf = (seconds) => new Date(seconds * 1000).toISOString();

/** A checkpoint that the log's own key signed for this size, and enough witnesses. Throws otherwise. */
export function checkpointOf(bytes, { keys, needed }) {
  const note = readNote(bytes);
  const { origin, size, root } = readCheckpoint(note.text);
  const all = signersOf(note, keys);
  const witnesses = all.filter(({ key }) => key.kind === 'cosignature');
  const signers = all.filter(
    ({ key }) => key.kind !== 'cosignature' && key.name === origin && isFor(key, size, witnesses),
  );
  must(signers.length > 0, `no key that you trust signed the checkpoint of ${origin} at ${size} entries`);
  const enough = new Set(witnesses.map(({ key }) => key.key.toString('hex'))).size >= needed;
  must(enough, `only ${witnesses.length} of the ${needed} witnesses that you ask for have co-signed`);
  return { text: note.text, origin, size, root, signers, witnesses };
}

/** A stolen key is believed up to its effective size, and there only with a witness's word from before the theft. */
const isFor = ({ from = 0, to, revoked }, size, witnesses) =>
  size >= from &&
  size <= (to ?? Infinity) &&
  (!revoked || (size <= revoked.effective_size && witnesses.some(({ at }) => at * 1000 <= Date.parse(revoked.at))));

// ---- The entry, the proof file (docs/evidence-format.md) ----

/** humi-entry/1, whole and nothing more; undefined for other bytes. */
export function readEntry(bytes) {
  const n = bytes[1];
  if (bytes[0] !== 1 || bytes.length !== 2 + n + 88) return undefined;
  const kind = bytes.toString('latin1', 2, 2 + n);
  const [at, organisation, ofSha256, ofSm3] = [
    [0, 8],
    [8, 24],
    [24, 56],
    [56, 88],
  ].map(([from, to]) => bytes.subarray(2 + n + from, 2 + n + to));
  if (!/^[a-z][a-z.-]{0,39}$/.test(kind) || at.readBigUInt64BE() > 8_640_000_000_000_000n) return undefined;
  return { kind, at: new Date(Number(at.readBigUInt64BE())).toISOString(), organisation, sha256: ofSha256, sm3: ofSm3 };
}

/** c2sp.org/tlog-proof@v1: {index, path, note}. */
export function readProof(bytes) {
  const text = bytes.toString('utf8');
  const [, index, path, note] =
    /^c2sp\.org\/tlog-proof@v1\n(?:extra [^\n]*\n)?index ([0-9]+)\n((?:[^\n]+\n)*)\n([\s\S]*)$/.exec(text) ?? [];
  must(note, 'not a c2sp.org/tlog-proof@v1');
  return {
    index: decimal(index),
    path: path
      .split('\n')
      .slice(0, -1)
      .map((line) => base64(line, 32)),
    note: Buffer.from(note),
  };
}

/** Members of a zip (stored or deflated) by name. */
function readZip(zip) {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  must(end >= 0 && end + 22 <= zip.length, 'not a proof file: not a zip');
  const members = new Map();
  for (let left = zip.readUInt16LE(end + 10), at = zip.readUInt32LE(end + 16); left > 0; left--) {
    must(at + 46 <= zip.length && zip.readUInt32LE(at) === 0x02014b50, 'the zip is damaged');
    const [method, packed, size, nameLength] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt32LE(at + 24),
      zip.readUInt16LE(at + 28),
    ];
    const [name, local] = [zip.toString('utf8', at + 46, at + 46 + nameLength), zip.readUInt32LE(at + 42)];
    must(local + 30 <= zip.length && zip.readUInt32LE(local) === 0x04034b50, 'the zip is damaged');
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(from, from + packed);
    must(!members.has(name) && (method === 0 || method === 8) && size <= 1 << 25, `the zip is damaged at ${name}`);
    members.set(name, method === 0 ? bytes : inflateRawSync(bytes, { maxOutputLength: size + 1 }));
    must(bytes.length === packed && members.get(name).length === size, `the zip is damaged at ${name}`);
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return members;
}

function readFolder(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile());
  return new Map(names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name))]));
}

/**
 * Checks a proof file (or the folder it was unpacked to). `original` is the path of what was deposited, or of a file
 * that the statement or the manifest in the proof names.
 */
export function checkProof(path, trust, { original, say = () => {} } = {}) {
  const members = statSync(path).isDirectory() ? readFolder(path) : readZip(readFileSync(path));
  const member = (name) => members.get(name) ?? must(false, `${name} is missing`);
  const { index, origin, entry } = checkInclusion(member, trust, say);
  const about = JSON.parse(member('about.json'));
  const fits = about.index === index && about.origin === origin && about.kind === entry.kind && about.at === entry.at;
  must(fits, 'about.json is of another entry');
  const salt = member('salt.bin');
  const pseudonym = sha256('humi-organisation/1\n', salt, about.organisation.id).subarray(0, 16);
  must(salt.length === 16 && same(pseudonym, entry.organisation), 'the entry is not of this organisation');
  say(`of the organisation ${about.organisation.id} (${about.organisation.name ?? 'name not told'})`);
  const content = checkContent(members, { salt, entry, about, original, say });
  for (const token of JSON.parse(members.get('tokens/tokens.json') ?? '[]')) sayToken(token, { member, members, say });
  return { index, entry, content };
}

/** The entry is in the tree of a checkpoint that is signed as it should be. */
function checkInclusion(member, trust, say) {
  const { index, path, note } = readProof(member('proof.tlog-proof'));
  const { text, origin, size, root, signers, witnesses } = checkpointOf(note, trust);
  say(`checkpoint of ${origin}: ${size} entries, signed by ${namesOf(signers)}`);
  for (const { key, at } of witnesses) say(`co-signed by ${key.name} at ${timeOf(at)} by its own clock`);
  must(text === member('checkpoint.txt').toString('utf8'), 'checkpoint.txt is not the text of the checkpoint');
  const bytes = member('entry.bin');
  must(
    same(rootOfPath(leafHash(bytes), index, size, path), root),
    'the proof does not lead from the entry to the root',
  );
  const entry = readEntry(bytes) ?? must(false, 'entry.bin is not a humi-entry/1');
  say(`entry ${index} is one of the ${size}; it says: ${entry.kind} at ${entry.at} by the clock of the log`);
  return { index, origin, entry };
}

/** Opens the commitments. False when there is nothing to open them with. */
function checkContent(members, { salt, entry, about, original, say }) {
  const name = ['statement.json', 'manifest.txt'].find((one) => members.has(one));
  const file = original === undefined ? undefined : digestsOf(original);
  const text = name && members.get(name);
  if (!text && !file) {
    say('NOT checked: what was deposited. Give the original with --original');
    return false;
  }
  const content = text ? { sha256: sha256(text), sm3: sm3(text) } : file;
  for (const [one, digest] of Object.entries({ sha256, sm3 }))
    must(
      same(digest('humi-content/1\n', salt, content[one]), entry[one]),
      `${name ?? 'the original'} is not what was deposited: the ${one} commitment does not open`,
    );
  say(`both commitments (SHA-256, SM3) open to ${name ?? 'the original'}`);
  if (name === 'statement.json') checkStatement(JSON.parse(text), entry, about);
  if (text && file) say(`the original is the file ${nameIn(name, text, file)} that ${name} names`);
  return true;
}

function checkStatement({ format, act, at, organisation }, entry, about) {
  const fits = format === 'humi-statement/1' && act === entry.kind && at === entry.at;
  must(fits && organisation.id === about.organisation.id, 'the statement is of another act');
}

/** The name that a statement or a manifest gives to the file with these digests. */
function nameIn(name, text, { sha256: digest, size }) {
  const line = /^([0-9a-f]{64}) {2}[0-9a-f]{64} {2}([0-9]+) {2}(.*)$/;
  const files =
    name === 'statement.json'
      ? JSON.parse(text).files
      : text
          .toString('utf8')
          .split('\n')
          .map((one) => line.exec(one) ?? [])
          .map(([, hex, bytes, path]) => ({ name: path, size: Number(bytes), sha256: hex }));
  const found = files.find((file) => file.sha256 === digest.toString('hex') && file.size === size);
  return found?.name ?? must(false, `the original is none of the files that ${name} names`);
}

/** Both digests of a file of any size. */
function digestsOf(path) {
  const [states, handle, piece] = [
    ['sha256', 'sm3'].map((name) => createHash(name)),
    openSync(path),
    Buffer.alloc(1 << 20),
  ];
  let size = 0;
  for (let length = readSync(handle, piece); length > 0; length = readSync(handle, piece)) {
    for (const state of states) state.update(piece.subarray(0, length));
    size += length;
  }
  closeSync(handle);
  const [plain, national] = states.map((state) => state.digest());
  return { sha256: plain, sm3: national, size };
}

const stamped = { checkpoint: 'checkpoint.txt', entry: 'entry.bin' };

/** Its signature is for openssl, which every court has; that it speaks of this file can be seen here. */
function sayToken({ file, authority, subject }, { member, say }) {
  const data = stamped[subject] ?? subject;
  const digests = ['sha256', 'sha384', 'sha512', 'sm3'].map((name) => hash(name, member(data)));
  const isOf = digests.some((digest) => member(file).includes(digest));
  must(isOf, `${file} is not a time stamp over ${data}`);
  say(`${file} of ${authority} speaks of ${data}; openssl checks its signature:`);
  say(`  openssl ts -verify -in ${file} -data ${data} -CAfile <the certificates of ${authority}>`);
}

/** Every proof in a folder; says which fail. */
function checkProofs(folder, trust, say) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.humi-proof'));
  const wrong = names.flatMap((name) => {
    try {
      checkProof(join(folder, name), trust);
      return [];
    } catch (error) {
      say(`${name}: ${error.message}`);
      return [name];
    }
  });
  must(names.length > 0, `no proof in ${folder}`);
  must(wrong.length === 0, `${wrong.length} of ${names.length} proofs`);
  say(`${names.length} proofs; originals of files were not looked at`);
}

/** Any text that a key in force has signed, such as the list of revoked keys. */
function checkNote(path, { keys }, say) {
  const note = readNote(readFileSync(path));
  const signers = signersOf(note, keys).filter(({ key }) => key.kind !== 'cosignature' && !key.revoked);
  must(signers.length > 0, 'no key that you trust, and that was not revoked, signed this note');
  for (const line of note.text.slice(0, -1).split('\n')) say(line);
  say(`signed by ${namesOf(signers)}`);
}

// ---- The command ----

export function main(args) {
  const values = (name) => args.flatMap((it, at) => (it === name ? [args[at + 1]] : []));
  const print = (line) => process.stdout.write(`${line}\n`);
  const say = (line) => print(`  ${line}`);
  try {
    const [what, target] = args;
    const lists = values('--trust').map(readTrust);
    const isKnown = ['proof', 'proofs', 'note', 'log'].includes(what);
    must(isKnown && target && lists.length > 0, 'usage: see the head of this file');
    const trust = { keys: lists.flatMap(({ keys }) => keys), needed: Math.max(...lists.map(({ needed }) => needed)) };
    const [original, older] = ['--original', '--older'].map((name) => values(name)[0]);
    const before = older === undefined ? {} : { older: readFileSync(older) };
    if (what === 'note') checkNote(target, trust, say);
    if (what === 'proofs') checkProofs(target, trust, say);
    if (what === 'log') checkLog(target, trust, { part: args.includes('--part'), ...before, say });
    const whole = what !== 'proof' || checkProof(target, trust, { original, say }).content;
    print(
      whole
        ? '核验通过。 Verified.'
        : '登记核验通过，原件未核验。 The registration is verified, the original was not checked.',
    );
    return 0;
  } catch (error) {
    print(`核验未通过。 Not verified: ${error.message}`);
    return 1;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exitCode = main(process.argv.slice(2));
