import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { encodeBase64 } from '#domain/evidence/base64.ts';
import { sm3Of } from '#domain/evidence/entry.ts';

/** Base64 SHA-256 of a text in UTF-8. */
export const digestText = (text: string): string => encodeBase64(sha256(utf8ToBytes(text)));

/** Both digests of a text in UTF-8, in lower-case hex: what is deposited with an act. */
export function digestsOfText(text: string): { sha256: string; sm3: string } {
  const bytes = utf8ToBytes(text);
  return { sha256: bytesToHex(sha256(bytes)), sm3: bytesToHex(sm3Of(bytes)) };
}

/** Undefined for bytes that are not UTF-8. */
export function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Undefined for what is not JSON of an object. */
export function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // What is an object and no list has string keys; its values are checked by whoever reads them.
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 4648 base32 without padding, upper case. */
export function encodeBase32(bytes: Uint8Array): string {
  let [bits, value, text] = [0, 0, ''];
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += base32.charAt((value >> (bits - 5)) & 31);
  }
  return bits > 0 ? text + base32.charAt((value << (5 - bits)) & 31) : text;
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
