import type { Static } from 'typebox';
import { states } from '#domain/glossary.ts';
import { plainCell, punctualityWords, type TaskColumn, taskColumns } from '#domain/tasks/columns.ts';
import type { TaskRow } from '#domain/tasks/schema.ts';

type Row = Static<typeof TaskRow>;

/** Tasks as a workbook with Chinese headings and real dates. Text that looks like a formula stays text. */
export async function writeWorkbook(rows: readonly Row[]): Promise<Uint8Array> {
  // Loaded on first use: few requests need it, and it is large.
  const { default: Excel } = await import('exceljs');
  const book = new Excel.Workbook();
  const sheet = book.addWorksheet('任务清单', {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns = taskColumns.map(({ key, header, width }) => ({ key, header, width }));
  for (const row of rows) sheet.addRow(cellsOf(row));
  sheet.getRow(1).font = { bold: true };
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: taskColumns.length } };
  for (const key of ['from_on', 'due_on'] as const) sheet.getColumn(key).numFmt = 'yyyy-mm-dd';
  for (const key of ['text', 'lead', 'supporting', 'measure'] as const)
    sheet.getColumn(key).alignment = { wrapText: true, vertical: 'top' };
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const cellsOf = (row: Row): Record<TaskColumn, string | Date | null> => ({
  no: plainCell(row.no),
  measure: plainCell(row.measure_title ?? ''),
  phase: plainCell(row.phase_title ?? ''),
  text: plainCell(row.text),
  lead: plainCell(unitsOf(row, 'lead')),
  supporting: plainCell(unitsOf(row, 'supporting')),
  from_on: dateOf(row.from_on),
  due_on: dateOf(row.due_on),
  continuing: row.continuing ? '是' : '否',
  state: states[row.state].zh,
  punctuality: punctualityWords[row.punctuality],
  progress: row.parts === 0 ? '' : `${row.parts_confirmed}/${row.parts}`,
  programme_title: plainCell(row.programme_title),
  id: row.id,
});

/** A group stands in the cell by its name, as it stands in the plan. */
const unitsOf = ({ units, groups }: Row, role: 'lead' | 'supporting'): string =>
  [...units.map(({ unit, role: of }) => ({ name: unit, of })), ...groups.map(({ name, role: of }) => ({ name, of }))]
    .filter(({ of }) => of === role)
    .map(({ name }) => name)
    .join('、');

const dateOf = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`));
