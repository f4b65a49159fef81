import { type Unzipped, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { Refused } from '#domain/refused.ts';

/** What a table may cost: bytes unpacked, columns of a row. Rows are the caller's to bound. */
const maxUnpacked = 64 * 1024 * 1024;
const maxColumns = 100;
/** A title and a head above the rows. */
const headRows = 10;

/**
 * The rows of the first sheet that holds any, or of a .csv (UTF-8, UTF-16 or GB18030), as trimmed text; empty rows stay,
 * so that row numbers are those that a person sees. Dates are serial numbers as Excel keeps them (see `dayOfCell`).
 * Refuses file_empty, file_binary, file_encrypted, file_damaged, file_bomb, and too_many_rows past `maxRows` and a head.
 */
export function readTable(bytes: Uint8Array, maxRows: number): string[][] {
  if (bytes.length === 0) throw new Refused('file_empty');
  const [first, second] = bytes;
  if (first === 0xd0 && second === 0xcf) throw new Refused('file_encrypted');
  const rows = first === 0x50 && second === 0x4b ? readWorkbook(bytes, maxRows) : readCsv(decode(bytes), maxRows);
  if (!rows.some((row) => row.some((cell) => cell !== ''))) throw new Refused('file_empty');
  return rows;
}

function readWorkbook(bytes: Uint8Array, maxRows: number): string[][] {
  const parts = unpack(bytes);
  const sheets = Object.keys(parts)
    .filter((path) => /^xl\/worksheets\/[^/]+\.xml$/.test(path))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (sheets.length === 0) throw new Refused('file_binary');
  const shared = readShared(textOf(parts['xl/sharedStrings.xml']));
  for (const path of sheets) {
    const rows = readSheet(textOf(parts[path]), shared, maxRows);
    if (rows.length > 0) return rows;
  }
  return [];
}

const textOf = (part: Uint8Array | undefined): string => (part ? new TextDecoder().decode(part) : '');

/** Unpacks values only; what the archive declares is the size of the buffers, so a lie gives a cut part, never more. */
function unpack(bytes: Uint8Array): Unzipped {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/^xl\/(worksheets\/[^/]+|sharedStrings)\.xml$/.test(name)) return false;
        total += originalSize;
        if (total > maxUnpacked) throw new Refused('file_bomb');
        return true;
      },
    });
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('file_damaged');
  }
}

/** The strings that cells point to; phonetic hints (rPh) are not part of the text. */
function readShared(xml: string): string[] {
  const strings: string[] = [];
  let text: string | null = null;
  let silent = false;
  walk(xml, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') silent = true;
    },
    text: (part, inside) => {
      if (text !== null && inside === 't' && !silent) text += part;
    },
    close: (name) => {
      if (name === 'rPh') silent = false;
      if (name !== 'si' || text === null) return;
      strings.push(text);
      text = null;
    },
  });
  return strings;
}

function readSheet(xml: string, shared: readonly string[], maxRows: number): string[][] {
  const rows: string[][] = [];
  let at = { row: 0, column: -1, type: '', value: '' };
  walk(xml, {
    open: (name, attributes) => {
      if (name === 'row') at = { ...at, row: Number(attributes['r'] ?? at.row + 1), column: -1 };
      if (name !== 'c') return;
      const column = attributes['r'] ? columnOf(attributes['r']) : at.column + 1;
      at = { ...at, column, type: attributes['t'] ?? '', value: '' };
    },
    text: (part, inside) => {
      if (inside === 'v' || (inside === 't' && at.type === 'inlineStr')) at.value += part;
    },
    close: (name) => {
      if (name !== 'c' || at.value === '') return;
      const value = (at.type === 's' ? (shared[Number(at.value)] ?? '') : at.value).trim();
      if (value === '') return;
      if (at.row > maxRows + headRows) throw new Refused('too_many_rows', { limit: maxRows });
      if (at.column >= maxColumns) return;
      while (rows.length < at.row) rows.push([]);
      const row = rows[at.row - 1] ?? [];
      while (row.length < at.column) row.push('');
      row[at.column] = value;
    },
  });
  return rows;
}

/** "AB12" → 27 */
export const columnOf = (cell: string): number =>
  [...cell.replace(/\d+$/, '')].reduce((sum, sign) => sum * 26 + sign.charCodeAt(0) - 64, 0) - 1;

type Walk = {
  open: (name: string, attributes: Record<string, string>) => void;
  text: (part: string, inside: string) => void;
  close: (name: string) => void;
};

function walk(xml: string, { open, text, close }: Walk): void {
  if (xml === '') return;
  const parser = new SaxesParser();
  const path: string[] = [];
  const local = (name: string): string => name.slice(name.indexOf(':') + 1);
  parser.on('opentag', ({ name, attributes }) => {
    path.push(local(name));
    open(local(name), attributes);
  });
  parser.on('text', (part) => text(part, path.at(-1) ?? ''));
  parser.on('closetag', ({ name }) => {
    path.pop();
    close(local(name));
  });
  try {
    parser.write(xml).close();
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('file_damaged');
  }
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

/** RFC 4180, with quoted cells; tabs separate where the first line has them and no comma. */
function readCsv(text: string, maxRows: number): string[][] {
  const head = text.slice(0, text.search(/\r?\n|$/));
  const comma = head.includes('\t') && !head.includes(',') ? '\t' : ',';
  const rows: string[][] = [[]];
  const cells =
    comma === ',' ? /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|\r|$)/g : /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r?\n|\r|$)/g;
  for (const [whole, raw = '', end = ''] of text.matchAll(cells)) {
    if (whole === '') break;
    const cell =
      raw.startsWith('"') && raw.endsWith('"') && raw.length > 1 ? raw.slice(1, -1).replaceAll('""', '"') : raw;
    const row = rows.at(-1) ?? [];
    if (row.length < maxColumns) row.push(cell.trim());
    if (end === comma) continue;
    if (rows.length > maxRows + headRows) throw new Refused('too_many_rows', { limit: maxRows });
    rows.push([]);
  }
  return rows.filter((row, index) => row.length > 0 || index < rows.length - 1);
}

/** A day as people type it (2027-2-5, 2027/2/5, 2027年2月5日) or as Excel keeps it (serial number); null otherwise. */
export function dayOfCell(cell: string): string | null {
  if (/^\d{5}(?:\.0*)?$/.test(cell)) return new Date((Number(cell) - 25_569) * 86_400_000).toISOString().slice(0, 10);
  const match = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(cell.normalize('NFKC'));
  if (!match) return null;
  const [, year = '', month = '', day = ''] = match;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** `day` shows dates as days, `wrap` breaks long text inside its cell. */
export type SheetColumn = {
  readonly title: string;
  readonly width: number;
  readonly day?: true;
  readonly wrap?: true;
};

export type SheetCell = string | number | Date | null;

/**
 * One sheet as .xlsx: a bold head that stays, filters, landscape on paper. A text that begins like a formula stays
 * text: it is written as a string cell, which no office program evaluates.
 */
export async function writeTable(
  sheet: string,
  columns: readonly SheetColumn[],
  rows: readonly (readonly SheetCell[])[],
): Promise<Uint8Array> {
  // Fetched when first needed: the library is large and an idle server small.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const page = book.addWorksheet(sheet.slice(0, 31), {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  page.columns = columns.map(({ title, width, day, wrap }) => ({
    header: title,
    width,
    style: {
      ...(day ? { numFmt: 'yyyy-mm-dd' } : {}),
      ...(wrap ? { alignment: { wrapText: true, vertical: 'top' as const } } : {}),
    },
  }));
  page.getRow(1).font = { bold: true };
  page.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  page.addRows(rows.map((row) => [...row]));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A day as a cell that an office program knows for a date. */
export const dayCell = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`));

export const sheetMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
