/** What a table looks like inside, piece by piece: for those read whole (sheets.ts) and those of any length (sheet-stream.ts). */
import { SaxesParser } from 'saxes';
import { Refused } from '#domain/refused.ts';

/** Columns past these are left out. */
const maxColumns = 100;
const maxTexts = 3_000_000;

/** Takes a part of a workbook as it comes; `end` after the last piece. What is no XML is file_damaged. */
export type Pieces = { write(text: string): void; end(): void };

/** The strings that cells point to, filled into `texts`; phonetic hints (rPh) are not part of the text. */
export function readShared(texts: string[]): Pieces {
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
  return piecesOf(parser);
}

/** A piece of a text keeps the whole of it in memory, here the part that was read: it is copied out. */
const own = (text: string): string => (text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le'));

type Reading = {
  readonly texts: readonly string[];
  /** A row that has any text, trimmed; rows are numbered from 1. */
  readonly onRow: (row: number, cells: string[]) => void;
  readonly onMerged?: () => void;
};

/** The rows of a sheet. Values of formulas are those that were saved; of merged cells only the first has one. */
export function readSheet({ texts, onRow, onMerged }: Reading): Pieces {
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
    if (tag === 'mergeCell') onMerged?.();
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
    if (tag === 'row' && cells.length > 0) onRow(row, cells);
  });
  return piecesOf(parser);
}

/** A long number is kept as it was typed, not as 9.135E+17. */
function cellText(type: string, value: string, texts: readonly string[]): string {
  if (type === 's') return texts[Number(value)] ?? '';
  if ((type === '' || type === 'n') && /e/i.test(value) && Number.isFinite(Number(value)))
    return Number(value).toLocaleString('en', { useGrouping: false, maximumFractionDigits: 10 });
  return value;
}

/** "AB12" → 27 */
const columnOf = (cell: string): number =>
  [...cell.replace(/\d+$/, '')].reduce((sum, sign) => sum * 26 + sign.charCodeAt(0) - 64, 0) - 1;

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function piecesOf(parser: SaxesParser): Pieces {
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      throw error instanceof Refused ? error : new Refused('file_damaged');
    }
  };
  return { write: (text) => guarded(() => parser.write(text)), end: () => guarded(() => parser.close()) };
}

/**
 * The rows of a .csv as RFC 4180 has them, with quoted cells, empty rows included; tabs separate where the first line has
 * them and no comma. `read` is how much of the text is behind the row.
 */
export function* csvRows(text: string): Generator<{ cells: string[]; read: number }> {
  const head = text.slice(0, text.search(/\r?\n|$/));
  const comma = head.includes('\t') && !head.includes(',') ? '\t' : ',';
  const pattern =
    comma === ',' ? /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|\r|$)/y : /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r?\n|\r|$)/y;
  let cells: string[] = [];
  pattern.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  while (pattern.lastIndex < text.length) {
    // Any text matches: what is no cell in quotes ends before a separator or at the end.
    const [, raw = '', end = ''] = pattern.exec(text) ?? [];
    const quoted = raw.length > 1 && raw.startsWith('"') && raw.endsWith('"');
    if (cells.length < maxColumns) cells.push((quoted ? raw.slice(1, -1).replaceAll('""', '"') : raw).trim());
    if (end === comma) continue;
    yield { cells, read: pattern.lastIndex };
    cells = [];
  }
  if (cells.length > 0) yield { cells, read: text.length };
}

/** The text of a table without a workbook: UTF-8, UTF-16 or GB18030. Refuses file_binary. */
export function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return new TextDecoder('utf-16le').decode(bytes).replaceAll('\u0000', '\uFFFD');
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\u0000')) return text;
    } catch {
      // The next encoding is tried.
    }
  }
  throw new Refused('file_binary');
}
