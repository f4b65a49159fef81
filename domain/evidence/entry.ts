import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes } from '@noble/hashes/utils.js';
import { sm3 } from 'sm-crypto-v2';

/** Two digests of the same content, 32 bytes each. */
export type Digests = { readonly sha256: Uint8Array; readonly sm3: Uint8Array };

/** One entry of the register (`humi-entry/1`, docs/decisions/0011). `at` is in milliseconds since 1970. */
export type Entry = {
  readonly kind: string;
  readonly at: number;
  /** 16 bytes: see `pseudonymOf`. */
  readonly organisation: Uint8Array;
  readonly commitments: Digests;
};

/** Bytes of an entry, at most: a bundle prefixes each with 16 bits of length, so far more would fit (tlog-tiles). */
export const mostEntryBytes = 200;

export const digestsOf = (content: Uint8Array): Digests => ({ sha256: sha256(content), sm3: sm3Of(content) });

export const sm3Of = (bytes: Uint8Array): Uint8Array => hexToBytes(sm3(bytes));

/** What the register shows of content: a digest that only the holder of the salt can test a guess against. */
export const commit = (salt: Uint8Array, content: Digests): Digests => ({
  sha256: sha256(join(contentLabel, salt, content.sha256)),
  sm3: sm3Of(join(contentLabel, salt, content.sm3)),
});

/** Differs in every entry, as every salt does: nobody can count an organisation's entries. `id` in lower case. */
export const pseudonymOf = (salt: Uint8Array, id: string): Uint8Array =>
  sha256(join(organisationLabel, salt, ascii(id))).slice(0, 16);

/** Throws RangeError for a kind, a time or a length that the format has no room for. */
export function encodeEntry({ kind, at, organisation, commitments }: Entry): Uint8Array {
  if (!kindPattern.test(kind)) throw new RangeError(`kind ${kind}`);
  if (!Number.isSafeInteger(at) || at < 0) throw new RangeError(`time ${at}`);
  const fixed = [organisation, commitments.sha256, commitments.sm3];
  if (organisation.length !== 16 || fixed.slice(1).some(({ length }) => length !== 32)) throw new RangeError('length');
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(at));
  return join(Uint8Array.of(1, kind.length), ascii(kind), time, ...fixed);
}

/** Undefined for bytes that are not an entry, whole and nothing more. */
export function decodeEntry(bytes: Uint8Array): Entry | undefined {
  const length = bytes[1] ?? 0;
  if (bytes[0] !== 1 || bytes.length !== 2 + length + 8 + 16 + 64) return undefined;
  const kind = String.fromCharCode(...bytes.subarray(2, 2 + length));
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const at = Number(view.getBigUint64(2 + length));
  if (!kindPattern.test(kind) || !Number.isSafeInteger(at)) return undefined;
  const rest = bytes.subarray(10 + length);
  return {
    kind,
    at,
    organisation: rest.slice(0, 16),
    commitments: { sha256: rest.slice(16, 48), sm3: rest.slice(48, 80) },
  };
}

/** The first eight bytes of a SHA-256 as a signed big-endian number in text: what a deposit is found by. */
export const digestPrefix = (digest: Uint8Array): string =>
  new DataView(digest.buffer, digest.byteOffset).getBigInt64(0).toString();

const kindPattern = /^[a-z][a-z.-]{0,39}$/;

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

const contentLabel = ascii('humi-content/1\n');
const organisationLabel = ascii('humi-organisation/1\n');

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
