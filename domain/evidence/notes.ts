import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeBase64, encodeBase64 } from './base64.ts';

/** A signed note (C2SP signed-note, "Format"). */
export type Note = {
  /** What is signed, with its final newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
};

export type NoteSignature = {
  readonly name: string;
  /** Key ID: an unsigned number of 32 bits. */
  readonly id: number;
  /** Without the key ID. */
  readonly signature: Uint8Array;
  /** The whole line without its newline, as `formatSignature` writes it. */
  readonly line: string;
};

/** Knows one key. `verify` takes the text of a note in UTF-8; it answers false and never throws. */
export type Verifier = {
  readonly name: string;
  readonly id: number;
  verify(text: Uint8Array, signature: Uint8Array): boolean;
};

/** Signatures of one note, at most, and characters of one note, at most (signed-note, "Format": a limit is due). */
export const mostSignatures = 100;
export const longestNote = 1_000_000;

/**
 * Undefined for text that is not a note: another form, control characters, halves of surrogate pairs, signature lines
 * that are not exactly one, too many of them. Text must come from a decoder of UTF-8 that refuses wrong bytes.
 */
export function parseNote(text: string): Note | undefined {
  const end = text.lastIndexOf('\n\n');
  if (end < 0 || text.length > longestNote || !isNoteText(text)) return undefined;
  const signatures = parseSignatures(text.slice(end + 2));
  return signatures && { text: text.slice(0, end + 1), signatures };
}

/** One or more signature lines, each with its newline: the end of a note, or what a witness answers (tlog-witness). */
export function parseSignatures(text: string): NoteSignature[] | undefined {
  if (!text.endsWith('\n') || text.length > longestNote || !isNoteText(text)) return undefined;
  const lines = text.slice(0, -1).split('\n');
  const signatures = lines.map(parseSignature).filter((signature) => signature !== undefined);
  return lines.length <= mostSignatures && signatures.length === lines.length ? signatures : undefined;
}

function parseSignature(line: string): NoteSignature | undefined {
  const [dash, name = '', base64 = '', ...more] = line.split(' ');
  const bytes = decodeBase64(base64);
  if (dash !== '—' || !isKeyName(name) || more.length > 0 || !bytes || bytes.length < 5) return undefined;
  return { name, id: readId(bytes), signature: bytes.slice(4), line };
}

/** Text (with its final newline) and signature lines (without theirs) as one note. */
export const formatNote = (text: string, lines: readonly string[]): string => `${text}\n${formatLines(lines)}`;

/** Signature lines, each with its newline: what a witness answers (tlog-witness). */
export const formatLines = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** `— name base64(id ‖ signature)` without its newline. RangeError for a name that no key can have. */
export function formatSignature(name: string, id: number, signature: Uint8Array): string {
  if (!isKeyName(name)) throw new RangeError(`key name ${name}`);
  return `— ${name} ${encodeBase64(concatBytes(idBytes(id), signature))}`;
}

/** What a check of a note found. Not ok with nothing in `failed`: no known key signed. */
export type Verified =
  | { readonly ok: true; readonly verified: readonly NoteSignature[]; readonly unknown: readonly NoteSignature[] }
  | { readonly ok: false; readonly failed: readonly NoteSignature[]; readonly unknown: readonly NoteSignature[] };

/**
 * Signed-note, "Signatures": signatures of unknown keys are left aside (name *and* ID must match a known key); one bad
 * signature of a known key rejects the whole note, and so does a note that no known key signed. Each known key stands
 * in `verified` once, by its first signature, so that it can be counted.
 */
export function verifyNote(note: Note, verifiers: readonly Verifier[]): Verified {
  const text = utf8ToBytes(note.text);
  const keysOf = ({ name, id }: NoteSignature) => verifiers.filter((key) => key.name === name && key.id === id);
  const unknown = note.signatures.filter((signature) => keysOf(signature).length === 0);
  const known = note.signatures.filter((signature) => keysOf(signature).length > 0);
  const failed = known.filter((one) => !keysOf(one).some((key) => key.verify(text, one.signature)));
  if (failed.length > 0 || known.length === 0) return { ok: false, failed, unknown };
  const first = known.filter((one, at) => known.findIndex(({ name, id }) => name === one.name && id === one.id) === at);
  return { ok: true, verified: first, unknown };
}

/** SHA-256(name ‖ 0x0A ‖ type ‖ key)[:4], big-endian. `typeAndKey` begins with the byte of the signature type. */
export const keyId = (name: string, typeAndKey: Uint8Array): number =>
  readId(sha256(concatBytes(utf8ToBytes(`${name}\n`), typeAndKey)));

const keyTypes = ['ed25519', 'sm2', 'cosignature'] as const;

/** 0x01 and 0x04 as signed-note and tlog-cosignature assign them; SM2 under 0xff with a name of ours (decision 0011). */
const typeBytes = {
  ed25519: Uint8Array.of(1),
  sm2: Uint8Array.of(0xff, ...utf8ToBytes('humi-sm2/1')),
  cosignature: Uint8Array.of(4),
} as const;
const keyLengths = { ed25519: 32, sm2: 65, cosignature: 32 } as const;

export type VerifierKey = {
  readonly name: string;
  readonly id: number;
  readonly type: (typeof keyTypes)[number];
  /** 32 bytes; of SM2 the point in 65 bytes (0x04 ‖ x ‖ y). */
  readonly key: Uint8Array;
  /** `name+hhhhhhhh+base64(type ‖ key)`. */
  readonly vkey: string;
};

/** Undefined unless the text is a key of a type known here, its ID fits and no other text would mean the same key. */
export function parseVerifierKey(vkey: string): VerifierKey | undefined {
  const [name = '', , ...base64] = vkey.split('+');
  const typeAndKey = decodeBase64(base64.join('+'));
  if (typeAndKey === undefined || !isKeyName(name)) return undefined;
  for (const type of keyTypes) {
    const prefix = typeBytes[type];
    if (typeAndKey.length !== prefix.length + keyLengths[type]) continue;
    if (!prefix.every((byte, at) => byte === typeAndKey[at])) continue;
    const key = { name, type, key: typeAndKey.slice(prefix.length) };
    if (type === 'sm2' && key.key[0] !== 4) return undefined;
    return formatVerifierKey(key) === vkey ? { ...key, id: keyId(name, typeAndKey), vkey } : undefined;
  }
  return undefined;
}

/** The vkey of a public key. RangeError for a name or a length that no key of this type can have. */
export function formatVerifierKey({ name, type, key }: Pick<VerifierKey, 'name' | 'type' | 'key'>): string {
  if (!isKeyName(name) || key.length !== keyLengths[type]) throw new RangeError(`${type} key ${name}`);
  const typeAndKey = concatBytes(typeBytes[type], key);
  const id = keyId(name, typeAndKey).toString(16).padStart(8, '0');
  return `${name}+${id}+${encodeBase64(typeAndKey)}`;
}

/** The computing, from outside: Ed25519 as RFC 8032; SM2 with SM3 and user id 1234567812345678, r ‖ s. */
export type Primitives = {
  ed25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  sm2(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
};

/** Signatures of wrong length, and whatever a primitive throws at, are false. */
export function verifierOf({ name, id, type, key }: VerifierKey, { ed25519, sm2 }: Primitives): Verifier {
  const checks = {
    ed25519: (text: Uint8Array, signature: Uint8Array) => signature.length === 64 && ed25519(key, text, signature),
    sm2: (text: Uint8Array, signature: Uint8Array) => signature.length === 64 && sm2(key, text, signature),
    cosignature: (text: Uint8Array, signature: Uint8Array) =>
      signature.length === 72 &&
      ed25519(key, cosignatureMessage(text, cosignatureTime(signature)), signature.subarray(8)),
  };
  const verify: Verifier['verify'] = (text, signature) => {
    try {
      return checks[type](text, signature);
    } catch {
      return false;
    }
  };
  return { name, id, verify };
}

/**
 * What a witness signs: `cosignature/v1`, the time in seconds since 1970, then the whole text of the checkpoint with
 * its final newline (tlog-cosignature, "Ed25519 signed message"). RangeError for a time that is not one.
 */
export function cosignatureMessage(noteText: string | Uint8Array, seconds: number): Uint8Array {
  if (!Number.isSafeInteger(seconds) || seconds < 0) throw new RangeError(`time ${seconds}`);
  const text = typeof noteText === 'string' ? utf8ToBytes(noteText) : noteText;
  return concatBytes(utf8ToBytes(`cosignature/v1\ntime ${seconds}\n`), text);
}

/** `timestamped_signature` of tlog-cosignature: 8 bytes of seconds since 1970, then the 64 bytes of Ed25519. */
export function timedSignature(seconds: number, signature: Uint8Array): Uint8Array {
  if (!Number.isSafeInteger(seconds) || seconds < 0 || signature.length !== 64) throw new RangeError(`time ${seconds}`);
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(seconds));
  return concatBytes(time, signature);
}

/** Seconds since 1970 of a `timestamped_signature`. RangeError for other lengths and times beyond the safe integers. */
export function cosignatureTime(signature: Uint8Array): number {
  if (signature.length !== 72) throw new RangeError(`signature of ${signature.length} bytes`);
  const seconds = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  if (!Number.isSafeInteger(seconds)) throw new RangeError(`time ${seconds}`);
  return seconds;
}

/** Not empty, without Unicode spaces and plus. */
export const isKeyName = (name: string): boolean => /^[^+\p{White_Space}]+$/u.test(name) && isNoteText(name);

const isNoteText = (text: string): boolean => !/[^\P{Cc}\n\u007f-\u009f]|\p{Cs}/u.test(text);

const readId = (bytes: Uint8Array): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);

function idBytes(id: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, id);
  return bytes;
}
