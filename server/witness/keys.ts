/** The witness's own key, and the keys of the logs that it watches: files in its data folder. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  cosignatureMessage,
  formatSignature,
  formatVerifierKey,
  isKeyName,
  parseVerifierKey,
  timedSignature,
  type Verifier,
  verifierOf,
} from '#domain/evidence/notes.ts';
import { Refused } from '#domain/refused.ts';
import { writeDurably } from '#server/witness/disk.ts';

/** `cosign` answers the line that the witness adds to a checkpoint (tlog-cosignature v1, Ed25519). */
export type WitnessKey = {
  readonly vkey: string;
  readonly name: string;
  cosign(noteText: string, seconds: number): string;
};

const keyFile = 'witness.key';
const publicFile = 'witness.vkey';

export const hasKey = (dir: string): boolean => existsSync(join(dir, keyFile));

/**
 * Takes the key of the folder; the first time makes one, readable for this user alone. Refuses witness_name_needed the
 * first time, witness_name_other when the folder's key has another name, witness_key_damaged.
 */
export function openKey(dir: string, name: string | undefined): WitnessKey {
  if (!hasKey(dir)) makeKey(dir, name);
  const vkey = readFileSync(join(dir, publicFile), 'utf8').trim();
  const known = parseVerifierKey(vkey);
  const secret = createPrivateKey(readFileSync(join(dir, keyFile)));
  if (!known || formatVerifierKey({ ...known, key: rawPublic(secret) }) !== vkey)
    throw new Refused('witness_key_damaged', { dir });
  if (name !== undefined && name !== known.name) throw new Refused('witness_name_other', { name: known.name, dir });
  const cosign = (noteText: string, seconds: number): string => {
    const signature = sign(null, cosignatureMessage(noteText, seconds), secret);
    return formatSignature(known.name, known.id, timedSignature(seconds, signature));
  };
  return { vkey, name: known.name, cosign };
}

function makeKey(dir: string, name: string | undefined): void {
  if (name === undefined || name.length > 200 || !isKeyName(name)) throw new Refused('witness_name_needed');
  const { privateKey } = generateKeyPairSync('ed25519');
  const vkey = formatVerifierKey({ name, type: 'cosignature', key: rawPublic(privateKey) });
  // The public half first: a folder with a private key is complete.
  writeDurably(dir, publicFile, `${vkey}\n`);
  writeDurably(dir, keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

/** The last 32 bytes of the SubjectPublicKeyInfo of an Ed25519 key (RFC 8410). */
const rawPublic = (secret: KeyObject): Uint8Array =>
  new Uint8Array(createPublicKey(secret).export({ type: 'spki', format: 'der' }).subarray(-32));

/** RFC 8410: what stands before the 32 bytes of an Ed25519 key in its SubjectPublicKeyInfo. */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

function ed25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const spki = createPublicKey({ key: Buffer.concat([spkiHead, key]), format: 'der', type: 'spki' });
  return verify(null, message, spki, signature);
}

/** Keys of each log by its origin, which is the name of its keys. */
export type Logs = ReadonlyMap<string, readonly Verifier[]>;

/** The logs of the folder's list and the given ones, which join the list. Refuses witness_log_key {key}. */
export function openLogs(dir: string, given: readonly string[]): Logs {
  const path = join(dir, 'logs.txt');
  const listed = existsSync(path) ? linesOf(readFileSync(path, 'utf8')) : [];
  const fresh = [...new Set(given)].filter((vkey) => !listed.includes(vkey));
  const keys = [...listed, ...fresh].map(readLogKey);
  if (fresh.length > 0) appendFileSync(path, `${fresh.join('\n')}\n`);
  return Map.groupBy(keys, ({ name }) => name);
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

function readLogKey(vkey: string): Verifier {
  const key = parseVerifierKey(vkey);
  if (key?.type !== 'ed25519') throw new Refused('witness_log_key', { key: vkey.slice(0, 120) });
  // Only keys of Ed25519 come this far.
  return verifierOf(key, { ed25519, sm2: () => false });
}
