import { decodeBase64, encodeBase64 } from './base64.ts';

/** Hashes that a proof can need, at most: a tree of 2^63 entries has as many levels (tlog-witness). */
export const mostProofHashes = 63;

/** ASCII decimal with no leading zeroes; undefined for other text and for numbers beyond the safe integers. */
export function parseDecimal(text: string): number | undefined {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** One hash a line, each with its newline. Empty text for no hashes. */
export const formatHashes = (hashes: readonly Uint8Array[]): string =>
  hashes.map((hash) => `${encodeBase64(hash)}\n`).join('');

/** Lines (without newlines) of one base64 hash of 32 bytes each. Undefined for other lines or more than 63 of them. */
export function parseHashes(lines: readonly string[]): Uint8Array[] | undefined {
  if (lines.length > mostProofHashes) return undefined;
  const hashes = lines.map(parseHash).filter((hash) => hash !== undefined);
  return hashes.length === lines.length ? hashes : undefined;
}

/** Undefined unless the text is the base64 of exactly 32 bytes. */
export function parseHash(text: string): Uint8Array | undefined {
  const hash = decodeBase64(text);
  return hash?.length === 32 ? hash : undefined;
}
