import type { Static } from 'typebox';
import { states } from '#domain/glossary.ts';
import { plainCell, punctualityWords, type TaskColumn, taskColumns } from '#domain/tasks/columns.ts';
import type { TaskRow } from '#domain/tasks/schema.ts';
import { dayCell, type SheetCell, writeTable } from '#server/kernel/sheets.ts';

type Row = Static<typeof TaskRow>;

/** Tasks as a workbook with Chinese headings and real dates. */
export function writeWorkbook(rows: readonly Row[]): Promise<Uint8Array> {
  const columns = taskColumns.map(({ key, header, width }) => ({ title: header, width, ...looks[key] }));
  const table = rows.map((row) => {
    const cells = cellsOf(row);
    return taskColumns.map(({ key }) => cells[key]);
  });
  return writeTable('任务清单', columns, table);
}

const looks: Partial<Record<TaskColumn, { day: true } | { wrap: true }>> = {
  ...{ from_on: { day: true }, due_on: { day: true } },
  ...{ text: { wrap: true }, lead: { wrap: true }, supporting: { wrap: true }, measure: { wrap: true } },
};

const cellsOf = (row: Row): Record<TaskColumn, SheetCell> => ({
  no: plainCell(row.no),
  measure: plainCell(row.measure_title ?? ''),
  phase: plainCell(row.phase_title ?? ''),
  text: plainCell(row.text),
  lead: plainCell(unitsOf(row, 'lead')),
  supporting: plainCell(unitsOf(row, 'supporting')),
  from_on: dayCell(row.from_on),
  due_on: dayCell(row.due_on),
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
