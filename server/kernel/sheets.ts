import { type Unzipped, unzipSync } from 'fflate';
import { Refused } from '#domain/refused.ts';
import { csvRows, decode, type Pieces, readShared, readSheet } from '#server/kernel/sheet-cells.ts';

/** What a table may unpack to. Rows are the caller's to bound. */
const maxUnpacked = 64 * 1024 * 1024;
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
  const texts: string[] = [];
  readWhole(readShared(texts), textOf(parts['xl/sharedStrings.xml']));
  for (const path of sheets) {
    const rows = readRows(textOf(parts[path]), texts, maxRows);
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

function readRows(xml: string, texts: readonly string[], maxRows: number): string[][] {
  const rows: string[][] = [];
  const onRow = (row: number, cells: string[]): void => {
    if (row > maxRows + headRows) throw new Refused('too_many_rows', { limit: maxRows });
    while (rows.length < row) rows.push([]);
    rows[row - 1] = cells;
  };
  readWhole(readSheet({ texts, onRow }), xml);
  return rows;
}

function readWhole(pieces: Pieces, xml: string): void {
  if (xml === '') return;
  pieces.write(xml);
  pieces.end();
}

function readCsv(text: string, maxRows: number): string[][] {
  const rows: string[][] = [];
  for (const { cells } of csvRows(text)) {
    if (rows.length > maxRows + headRows) throw new Refused('too_many_rows', { limit: maxRows });
    rows.push(cells);
  }
  return rows;
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
