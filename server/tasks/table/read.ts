import type { CellValue, Worksheet } from 'exceljs';
import { unzipSync } from 'fflate';
import { Refused } from '#domain/refused.ts';
import { meantCell, type TaskColumn, taskColumns } from '#domain/tasks/columns.ts';

/** A row of a task workbook as text, dates as ISO days. `line` is the number that the office program shows. */
export type SheetRow = { readonly line: number; readonly cells: Partial<Record<TaskColumn, string>> };

const mostRows = 20_000;
/** Three times what 20,000 long rows unpack to. */
const mostUnpacked = 64 * 1024 * 1024;

/**
 * Reads the first sheet that has a heading “任务内容”. Refuses what is no workbook (file_damaged), unpacks to an abnormal
 * size (file_bomb), has no such heading (import_no_heading) or too many rows.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<{ rows: SheetRow[]; ignored: string[] }> {
  if (bytes.byteLength === 0) throw new Refused('file_empty');
  checkSize(bytes);
  const { default: Excel } = await import('exceljs');
  const book = new Excel.Workbook();
  try {
    // exceljs names its own Buffer; a Node Buffer is what it takes.
    await book.xlsx.load(Buffer.from(bytes) as unknown as Parameters<typeof book.xlsx.load>[0]);
  } catch {
    throw new Refused('file_damaged');
  }
  for (const sheet of book.worksheets) {
    const heading = findHeading(sheet);
    if (heading) return readRows(sheet, heading);
  }
  throw new Refused('import_no_heading');
}

/** Adds up what the archive says it unpacks to, without unpacking. */
function checkSize(bytes: Uint8Array): void {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new Refused('file_encrypted');
  let size = 0;
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        size += originalSize;
        return false;
      },
    });
  } catch {
    throw new Refused('file_damaged');
  }
  if (size > mostUnpacked) throw new Refused('file_bomb');
}

type Heading = { line: number; columns: Map<number, TaskColumn>; ignored: string[] };

const keyOf = new Map<string, TaskColumn>(taskColumns.map(({ header, key }) => [header, key]));

/** Headings stand in one of the first ten rows, in any order; a title above them is no trouble. */
function findHeading(sheet: Worksheet): Heading | null {
  for (let line = 1; line <= Math.min(10, sheet.rowCount); line += 1) {
    const columns = new Map<number, TaskColumn>();
    const ignored: string[] = [];
    sheet.getRow(line).eachCell((cell, column) => {
      const name = textOf(cell.value).replaceAll(/\s/g, '');
      const key = keyOf.get(name);
      if (key) columns.set(column, key);
      else if (name !== '') ignored.push(name);
    });
    if ([...columns.values()].includes('text')) return { line, columns, ignored };
  }
  return null;
}

function readRows(
  sheet: Worksheet,
  { line: headingLine, columns, ignored }: Heading,
): { rows: SheetRow[]; ignored: string[] } {
  const rows: SheetRow[] = [];
  sheet.eachRow((row, line) => {
    if (line <= headingLine) return;
    const cells = Object.fromEntries([...columns].map(([column, key]) => [key, textOf(row.getCell(column).value)]));
    if (Object.values(cells).every((text) => text === '')) return;
    rows.push({ line, cells });
    if (rows.length > mostRows) throw new Refused('too_many_rows', { limit: mostRows });
  });
  return { rows, ignored };
}

/** The text of a cell as a person sees it; a date as an ISO day, a formula as its result. */
function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return meantCell(String(value).trim());
  if ('richText' in value)
    return meantCell(
      value.richText
        .map(({ text }) => text)
        .join('')
        .trim(),
    );
  if ('text' in value) return meantCell(String(value.text).trim());
  if ('result' in value) return textOf(value.result ?? null);
  return '';
}
