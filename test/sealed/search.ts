import { gunzipSync, inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import type { Pattern } from './encodings.ts';

/** Where a word was found, and how it was written there. */
export type Hit = { readonly place: string; readonly field: string; readonly form: string };

export type Search = (place: string, bytes: Uint8Array) => Hit[];

const bits = 20;

/** A search for thousands of byte strings in one pass; gzip, zip and base64 texts that it meets are opened and searched. */
export function searchFor(patterns: readonly Pattern[]): Search {
  const maybe = new Uint8Array(1 << bits);
  const byStart = new Map<number, Pattern[]>();
  for (const pattern of patterns) {
    if (pattern.bytes.length < 4) throw new Error(`too short to look for: ${pattern.field} as ${pattern.form}`);
    const start = pattern.bytes.readUInt32BE(0);
    maybe[slot(start)] = 1;
    byStart.set(start, [...(byStart.get(start) ?? []), pattern]);
  }
  const look = (place: string, bytes: Buffer, hits: Map<string, Hit>): void => {
    let window = 0;
    for (let at = 0; at < bytes.length; at++) {
      window = ((window << 8) | (bytes[at] ?? 0)) >>> 0;
      if (maybe[slot(window)] === 0) continue;
      const begin = at - 3;
      for (const { field, form, bytes: wanted } of byStart.get(window) ?? []) {
        const there = begin >= 0 && wanted.equals(bytes.subarray(begin, begin + wanted.length));
        if (there) hits.set(`${field} ${form}`, { place, field, form });
      }
    }
  };
  return (place, raw) => {
    const hits = new Map<string, Hit>();
    for (const bytes of unpacked(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), 3)) look(place, bytes, hits);
    return [...hits.values()];
  };
}

const slot = (value: number): number => Math.imul(value, 0x9e3779b1) >>> (32 - bits);

/** The bytes, and what is packed in them. */
function unpacked(bytes: Buffer, depth: number): Buffer[] {
  if (depth === 0) return [bytes];
  const inside = [...packedIn(bytes), ...base64In(bytes)];
  return [bytes, ...inside.flatMap((one) => unpacked(one, depth - 1))];
}

function packedIn(bytes: Buffer): Buffer[] {
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return [gunzipSync(bytes)];
    if (bytes[0] === 0x78 && bytes.length > 8) return [inflateSync(bytes)];
    if (bytes.readUInt32BE(0) === 0x504b0304)
      return Object.entries(unzipSync(bytes)).flatMap(([name, part]) => [Buffer.from(name), Buffer.from(part)]);
  } catch {
    // It only began like that.
  }
  return [];
}

const longText = /[A-Za-z0-9+/_-]{24,}={0,2}/g;
/** A larger text is a program or a table; the words in base64 at each alignment are looked for anyway. */
const mostText = 8 * 1024 * 1024;

function base64In(bytes: Buffer): Buffer[] {
  if (bytes.length > mostText || bytes.subarray(0, 4096).includes(0)) return [];
  return [...bytes.toString('latin1').matchAll(longText)].map(([text]) => Buffer.from(text, 'base64'));
}
