import { Refused } from '#domain/refused.ts';
import { meantCell, type TaskColumn, taskColumns } from '#domain/tasks/columns.ts';
import { dayOfCell, readTable } from '#server/kernel/sheets.ts';

/** A row of a task table as text, dates as ISO days. `line` is the number that the office program shows. */
export type SheetRow = { readonly line: number; readonly cells: Partial<Record<TaskColumn, string>> };

const mostRows = 20_000;

/** Headings stand in one of the first rows, in any order; a title above them is no trouble. */
const headRows = 10;

/**
 * Reads a workbook (or .csv) of tasks. Refuses what readTable refuses, and a table without the heading “任务内容”
 * (import_no_heading). Headings that are not taken are named.
 */
export function readWorkbook(bytes: Uint8Array): { rows: SheetRow[]; ignored: string[] } {
  const table = readTable(bytes, mostRows);
  const at = table.slice(0, headRows).findIndex((cells) => cells.some((cell) => keyOf(cell) === 'text'));
  const head = table[at];
  if (!head) throw new Refused('import_no_heading');
  const keys = head.map(keyOf);
  const rows = table.slice(at + 1).flatMap((cells, index): SheetRow[] => {
    if (cells.every((cell) => cell === '')) return [];
    const named = keys.flatMap((key, column) => (key ? [[key, textOf(key, cells[column] ?? '')]] : []));
    return [{ line: at + 2 + index, cells: Object.fromEntries(named) }];
  });
  return { rows, ignored: head.filter((cell) => cell !== '' && keyOf(cell) === undefined) };
}

const keys = new Map<string, TaskColumn>(taskColumns.map(({ header, key }) => [header, key]));

const keyOf = (heading: string): TaskColumn | undefined => keys.get(heading.replaceAll(/\s/g, ''));

/** Dates are serial numbers in a workbook; what is no date stays as it is, for the check to name. */
const textOf = (key: TaskColumn, cell: string): string =>
  key === 'from_on' || key === 'due_on' ? (dayOfCell(cell) ?? cell) : meantCell(cell);
