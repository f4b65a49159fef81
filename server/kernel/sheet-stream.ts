/** Tables of any length, row by row: for what is too large to hold whole (see sheets.ts for small ones). */
import { createInflateRaw } from 'node:zlib';
import { Refused } from '#domain/refused.ts';
import { csvRows, decode, readShared, readSheet } from '#server/kernel/sheet-cells.ts';
import { readDirectory, type ZipEntry } from '#server/kernel/zip-directory.ts';

/** A row as a person sees it: numbers from 1; empty rows are left out. */
export type SheetRow = { readonly row: number; readonly cells: readonly string[] };

export type SheetStream = {
  /** Rows in pieces, and how many of `total` bytes have been read for them. */
  readonly pieces: AsyncGenerator<{ readonly rows: SheetRow[]; readonly done: number }>;
  /** Bytes that will be read. */
  readonly total: number;
  /** Merged areas seen so far; of one only its first cell has the value. */
  readonly merged: () => number;
};

/** What one part may unpack to, and what the shared texts may hold in memory. */
const maxSheet = 1_500_000_000;
const maxShared = 300_000_000;
/** A part that unpacks to this many times its size is no table. */
const maxRatio = 400;

/**
 * The rows of the first sheet that holds any, or of a .csv. Values of formulas are those that were saved; of merged
 * cells only the first has one. Refuses at once, before anything is unpacked: file_empty, file_encrypted, file_binary,
 * file_damaged; while reading: file_damaged, file_bomb.
 */
export function streamSheet(bytes: Uint8Array): SheetStream {
  if (bytes.length === 0) throw new Refused('file_empty');
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new Refused('file_encrypted');
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return streamCsv(decode(bytes));
  const entries = readDirectory(bytes);
  const sheets = entries
    .filter(({ name }) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  if (sheets.length === 0) throw new Refused('file_binary');
  const shared = entries.find(({ name }) => name === 'xl/sharedStrings.xml');
  let merged = 0;
  const total = (shared?.packed ?? 0) + sheets.reduce((sum, { packed }) => sum + packed, 0);
  async function* pieces() {
    const texts: string[] = [];
    if (shared) {
      const parser = readShared(texts);
      for await (const { text } of unpack(bytes, shared, maxShared)) parser.write(text);
      parser.end();
    }
    let before = shared?.packed ?? 0;
    for (const sheet of sheets) {
      let some = false;
      for await (const piece of rowsOf(bytes, sheet, { texts, onMerged: () => void merged++ })) {
        some ||= piece.rows.length > 0;
        yield { rows: piece.rows, done: before + piece.done };
      }
      before += sheet.packed;
      if (some) return;
    }
  }
  return { pieces: pieces(), total, merged: () => merged };
}

/** The part of an entry, unpacked piece by piece by the operating thread pool; refuses file_bomb and file_damaged. */
async function* unpack(
  bytes: Uint8Array,
  { start, packed, method }: ZipEntry,
  most: number,
): AsyncGenerator<{ text: string; done: number }> {
  const body = bytes.subarray(start, start + packed);
  const decoder = new TextDecoder();
  let size = 0;
  const judged = (chunk: Uint8Array): string => {
    size += chunk.length;
    if (size > most || (size > 50_000_000 && size > packed * maxRatio)) throw new Refused('file_bomb');
    return decoder.decode(chunk, { stream: true });
  };
  if (method === 0) {
    for (let at = 0; at < body.length; at += 65_536)
      yield { text: judged(body.subarray(at, at + 65_536)), done: Math.min(at + 65_536, packed) };
    return;
  }
  const inflate = createInflateRaw({ chunkSize: 32_768 });
  inflate.end(body);
  try {
    for await (const chunk of inflate) yield { text: judged(chunk), done: Math.min(inflate.bytesWritten, packed) };
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('file_damaged');
  } finally {
    inflate.destroy();
  }
}

async function* rowsOf(bytes: Uint8Array, entry: ZipEntry, reading: { texts: string[]; onMerged: () => void }) {
  let ready: SheetRow[] = [];
  const parser = readSheet({ ...reading, onRow: (row, cells) => void ready.push({ row, cells }) });
  for await (const { text, done } of unpack(bytes, entry, maxSheet)) {
    parser.write(text);
    yield { rows: ready, done };
    ready = [];
  }
  parser.end();
  if (ready.length > 0) yield { rows: ready, done: entry.packed };
}

function streamCsv(text: string): SheetStream {
  async function* pieces() {
    let rows: SheetRow[] = [];
    let row = 0;
    for (const { cells, read } of csvRows(text)) {
      row += 1;
      if (cells.some((cell) => cell !== '')) rows.push({ row, cells });
      if (rows.length < 2_000) continue;
      yield { rows, done: read };
      rows = [];
      // The rest of the server has its turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
    yield { rows, done: text.length };
  }
  return { pieces: pieces(), total: text.length, merged: () => 0 };
}
