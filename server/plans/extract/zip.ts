import { crc32 } from 'node:zlib';
import { Inflate } from 'fflate';
import { Refused } from '#domain/refused.ts';
import { limits } from './limits.ts';

/** An open archive: what it holds, and its parts piece by piece. `chunks` refuses rather than unpack too much. */
export type Zip = {
  name: string;
  entries: ReadonlyMap<string, Entry>;
  chunks: (path: string) => Generator<Uint8Array>;
};

export type Entry = { packed: number; unpacked: number; method: number; crc: number; offset: number };

/**
 * Reads the directory of a zip file and judges it by what it declares before anything is unpacked.
 * Throws `file_damaged`, `file_encrypted` or `file_bomb`.
 */
export function openZip(bytes: Uint8Array, name: string): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(view, name);
  let unpacked = 0;
  let packed = 0;
  for (const entry of entries.values()) {
    unpacked += entry.unpacked;
    packed += entry.packed;
    if (isBomb(entry.unpacked, entry.packed)) throw new Refused('file_bomb', { name });
  }
  // Packed parts that overlap are longer together than the file that holds them.
  if (unpacked > limits.unpackedBytes || packed > bytes.length) throw new Refused('file_bomb', { name });
  const budget = { left: limits.unpackedBytes };
  return { name, entries, chunks: (path) => inflateEntry(view, entries.get(path), budget, name) };
}

const DIRECTORY_END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const ENCRYPTED = 0x1;
const STORED = 0;
const DEFLATED = 8;
/** Small steps in, so that one step of a bomb gives at most some 8 MB out. */
const STEP = 8 * 1024;

function isBomb(unpacked: number, packed: number): boolean {
  if (unpacked > limits.unpackedBytes) return true;
  return unpacked >= limits.ratioFromBytes && unpacked > packed * limits.ratio;
}

function readDirectory(view: DataView, name: string): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  try {
    const end = findDirectoryEnd(view);
    const count = view.getUint16(end + 10, true);
    if (count > limits.zipEntries) throw new Refused('file_bomb', { name });
    let at = view.getUint32(end + 16, true);
    for (let i = 0; i < count; i++) {
      if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new RangeError('not a directory entry');
      if (view.getUint16(at + 8, true) & ENCRYPTED) throw new Refused('file_encrypted', { name });
      const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
      const [nameLength = 0, extraLength = 0, commentLength = 0] = lengths;
      const path = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength));
      entries.set(
        path.replaceAll('\\', '/').replace(/^\//, ''),
        readEntry(view, at, at + 46 + nameLength, extraLength),
      );
      at += 46 + nameLength + extraLength + commentLength;
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused('file_damaged', { name });
  }
  return entries;
}

/** The end record is the last thing in the file, before a comment of up to 64 KB. */
function findDirectoryEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === DIRECTORY_END) return at;
  }
  throw new RangeError('no end of directory');
}

function readEntry(view: DataView, at: number, extraAt: number, extraLength: number): Entry {
  const entry = {
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    unpacked: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
  return readZip64(view, entry, extraAt, extraAt + extraLength);
}

/** Some writers use the 64-bit fields even for small files: each 32-bit field full of ones has its value there. */
function readZip64(view: DataView, entry: Entry, from: number, to: number): Entry {
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    for (const field of ['unpacked', 'packed', 'offset'] as const) {
      if (entry[field] !== 0xffffffff) continue;
      entry[field] = Number(view.getBigUint64(next, true));
      next += 8;
    }
  }
  return entry;
}

function* inflateEntry(view: DataView, entry: Entry | undefined, budget: { left: number }, name: string) {
  if (!entry) return;
  let sum = 0;
  let unpacked = 0;
  for (const chunk of rawChunks(view, entry, name)) {
    unpacked += chunk.length;
    budget.left -= chunk.length;
    // What the directory declared may be a lie: count what really comes out.
    if (budget.left < 0 || isBomb(unpacked, entry.packed)) throw new Refused('file_bomb', { name });
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (unpacked !== entry.unpacked || sum !== entry.crc) throw new Refused('file_damaged', { name });
}

function* rawChunks(view: DataView, entry: Entry, name: string): Generator<Uint8Array> {
  const packed = packedBytes(view, entry, name);
  if (entry.method === STORED) return yield packed;
  if (entry.method !== DEFLATED) throw new Refused('file_damaged', { name });
  let out: Uint8Array[] = [];
  const inflate = new Inflate((chunk) => out.push(chunk));
  for (let at = 0; at < packed.length; at += STEP) {
    out = [];
    try {
      inflate.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
    } catch {
      throw new Refused('file_damaged', { name });
    }
    yield* out;
  }
}

function packedBytes(view: DataView, entry: Entry, name: string): Uint8Array {
  try {
    if (view.getUint32(entry.offset, true) !== LOCAL_HEADER) throw new RangeError('not a local header');
    const from = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
    return new Uint8Array(view.buffer, view.byteOffset + from, entry.packed);
  } catch {
    throw new Refused('file_damaged', { name });
  }
}
