import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { leafHash, treeHash } from '../../verify/independent/check.mjs';

/** A log on disk that no line of the product has written: what tlog-tiles, tlog-checkpoint and signed-note say. */

export type Signer = { readonly name: string; readonly vkey: string; readonly id: Buffer; readonly key: KeyObject };

/** A key of type 0x01 (a log) or 0x04 (a witness). */
export function makeSigner(name: string, type: 1 | 4 = 1): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const data = Buffer.concat([Buffer.of(type), publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)]);
  const id = createHash('sha256').update(`${name}\n`).update(data).digest().subarray(0, 4);
  return { name, vkey: `${name}+${id.toString('hex')}+${data.toString('base64')}`, id, key: privateKey };
}

export const signText = (text: string, { name, id, key }: Signer): string =>
  `— ${name} ${Buffer.concat([id, sign(null, Buffer.from(text), key)]).toString('base64')}\n`;

export function cosign(text: string, { name, id, key }: Signer, seconds: number): string {
  const at = Buffer.alloc(8);
  at.writeBigUInt64BE(BigInt(seconds));
  const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), key);
  return `— ${name} ${Buffer.concat([id, at, signature]).toString('base64')}\n`;
}

/** humi-entry/1 of `file` with commitments to nothing in particular. */
export function entryOf(number: number): Buffer {
  const at = Buffer.alloc(8);
  at.writeBigUInt64BE(BigInt(1_795_000_000_000 + number));
  const digest = createHash('sha256').update(String(number)).digest();
  return Buffer.concat([Buffer.of(1, 4), Buffer.from('file'), at, digest.subarray(0, 16), digest, digest]);
}

export const checkpointText = (origin: string, entries: readonly Buffer[]): string =>
  `${origin}\n${entries.length}\n${treeHash(entries.map((entry) => leafHash(entry))).toString('base64')}\n`;

export const pathOf = (level: string | number, n: number, width = 256): string => {
  const groups = [Math.floor(n / 1e6), Math.floor(n / 1e3) % 1e3, n % 1e3].slice(n >= 1e6 ? 0 : n >= 1e3 ? 1 : 2);
  const places = groups.map((it, at) => (at === groups.length - 1 ? '' : 'x') + String(it).padStart(3, '0'));
  return `tile/${level}/${places.join('/')}${width < 256 ? `.p/${width}` : ''}`;
};

/** A whole log in a new folder; `lines` follow the checkpoint's text. */
export function writeLog(entries: readonly Buffer[], checkpoint: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'humi-log-'));
  const write = (path: string, bytes: Buffer | string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
  write('checkpoint', checkpoint);
  for (let from = 0; from < entries.length; from += 256) {
    const some = entries.slice(from, from + 256);
    const framed = some.map((entry) => Buffer.concat([Buffer.of(entry.length >> 8, entry.length & 255), entry]));
    write(pathOf('entries', from / 256, some.length), Buffer.concat(framed));
  }
  let hashes = entries.map((entry) => leafHash(entry));
  for (let level = 0; hashes.length > 0; level++) {
    const above: Buffer[] = [];
    for (let from = 0; from < hashes.length; from += 256) {
      const tile = hashes.slice(from, from + 256);
      write(pathOf(level, from / 256, tile.length), Buffer.concat(tile));
      if (tile.length === 256) above.push(treeHash(tile));
    }
    hashes = above;
  }
  return folder;
}
