/** Tables of any length, row by row: for what is too large to hold whole (see sheets.ts for small ones). */
import { createInflateRaw } from 'node:zlib';
import { SaxesParser } from 'saxes';
import { Refused } from '#domain/refused.ts';
import { columnOf, decode } from '#server/kernel/sheets.ts';
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

const maxColumns = 100;
/** What one part may unpack to, and what the shared texts may hold in memory. */
const maxSheet = 1_500_000_000;
const maxShared = 300_000_000;
const maxTexts = 3_000_000;
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
    const texts = shared ? await readShared(bytes, shared) : [];
    let before = shared?.packed ?? 0;
    for (const sheet of sheets) {
      let some = false;
      for await (const piece of readSheet(bytes, sheet, { texts, onMerged: () => void merged++ })) {
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

/** The strings that cells point to; phonetic hints (rPh) are not part of the text. */
async function readShared(bytes: Uint8Array, entry: ZipEntry): Promise<string[]> {
  const texts: string[] = [];
  let [text, inside, silent] = ['', false, 0];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    const tag = local(name);
    if (tag === 'si') text = '';
    if (tag === 'rPh') silent += 1;
    inside = tag === 't' && silent === 0;
  });
  parser.on('text', (part) => {
    if (inside) text += part;
  });
  parser.on('closetag', ({ name }) => {
    const tag = local(name);
    inside = false;
    if (tag === 'rPh') silent -= 1;
    if (tag !== 'si') return;
    if (texts.length >= maxTexts) throw new Refused('file_bomb');
    texts.push(own(text));
  });
  for await (const { text: part } of unpack(bytes, entry, maxShared)) feed(parser, part);
  feed(parser, null);
  return texts;
}

/** A piece of a text keeps the whole of it in memory, here the part that was read: it is copied out. */
const own = (text: string): string => (text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le'));

type Reading = { readonly texts: readonly string[]; readonly onMerged: () => void };

async function* readSheet(bytes: Uint8Array, entry: ZipEntry, { texts, onMerged }: Reading) {
  let ready: SheetRow[] = [];
  let [row, column, type, value, inside] = [0, -1, '', '', false];
  let cells: string[] = [];
  const parser = new SaxesParser();
  const keep = (): void => {
    const plain = cellText(type, value, texts).trim();
    if (plain === '' || column >= maxColumns) return;
    while (cells.length < column) cells.push('');
    cells[column] = plain;
  };
  parser.on('opentag', ({ name, attributes }) => {
    const tag = local(name);
    inside = tag === 'v' || (tag === 't' && type === 'inlineStr');
    if (tag === 'row') {
      row = Number(attributes['r'] ?? row + 1);
      [cells, column] = [[], -1];
    }
    if (tag === 'mergeCell') onMerged();
    if (tag !== 'c') return;
    const at = attributes['r'];
    [column, type, value] = [at ? columnOf(String(at)) : column + 1, String(attributes['t'] ?? ''), ''];
  });
  parser.on('text', (part) => {
    if (inside) value += part;
  });
  parser.on('closetag', ({ name }) => {
    const tag = local(name);
    inside = false;
    if (tag === 'c') keep();
    if (tag === 'row' && cells.length > 0) ready.push({ row, cells });
  });
  for await (const { text, done } of unpack(bytes, entry, maxSheet)) {
    feed(parser, text);
    yield { rows: ready, done };
    ready = [];
  }
  feed(parser, null);
  if (ready.length > 0) yield { rows: ready, done: entry.packed };
}

/** A long number is kept as it was typed, not as 9.135E+17. */
function cellText(type: string, value: string, texts: readonly string[]): string {
  if (type === 's') return texts[Number(value)] ?? '';
  if ((type === '' || type === 'n') && /e/i.test(value) && Number.isFinite(Number(value)))
    return Number(value).toLocaleString('en', { useGrouping: false, maximumFractionDigits: 10 });
  return value;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Null ends the document. What is no XML is file_damaged. */
function feed(parser: SaxesParser, text: string | null): void {
  try {
    if (text === null) parser.close();
    else parser.write(text);
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('file_damaged');
  }
}

/** RFC 4180, with quoted cells; tabs separate where the first line has them and no comma. */
function streamCsv(text: string): SheetStream {
  const head = text.slice(0, text.search(/\r?\n|$/));
  const tab = head.includes('\t') && !head.includes(',');
  const pattern = tab ? /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r?\n|\r|$)/y : /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|\r|$)/y;
  async function* pieces() {
    let rows: SheetRow[] = [];
    let [row, cells]: [number, string[]] = [1, []];
    pattern.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
    while (pattern.lastIndex < text.length) {
      const [, raw = '', end = ''] = pattern.exec(text) ?? [];
      if (pattern.lastIndex === 0) throw new Refused('file_damaged');
      const quoted = raw.length > 1 && raw.startsWith('"') && raw.endsWith('"');
      if (cells.length < maxColumns) cells.push((quoted ? raw.slice(1, -1).replaceAll('""', '"') : raw).trim());
      if (end === ',' || end === '\t') continue;
      if (cells.some((cell) => cell !== '')) rows.push({ row, cells });
      [row, cells] = [row + 1, []];
      if (rows.length < 2_000) continue;
      yield { rows, done: pattern.lastIndex };
      rows = [];
      // The rest of the server has its turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (cells.some((cell) => cell !== '')) rows.push({ row, cells });
    yield { rows, done: text.length };
  }
  return { pieces: pieces(), total: text.length, merged: () => 0 };
}
