import { Alert, Checkbox, Pagination, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { SheetMarks as Marks, Sheet } from '#seal/redact/xlsx.ts';
import { lettersOf, type Marked, nameOfCell, toggled } from './choice.ts';
import { useSay } from './words.ts';

type Props = { sheets: readonly Sheet[]; choice: Marked; onChange: (next: Marked) => void };

const rowsAtOnce = 100;
const mostColumns = 40;

/** Sheets as tables: cells, rows, columns or the whole are pressed away and back. */
export function SheetMarks({ sheets, choice, onChange }: Props) {
  const say = useSay();
  const [index, setIndex] = useState(0);
  const [sheet, own] = [sheets[index], choice.sheets[index]];
  if (!sheet || !own) return null;
  const change = (next: Partial<Marks>) =>
    onChange({ ...choice, sheets: choice.sheets.map((one, at) => (at === index ? { ...one, ...next } : one)) });
  const hides = sheet.hiddenRows.length + sheet.hiddenColumns.length > 0;
  return (
    <div className="stack">
      <div className="row">
        <Select
          aria-label={say('sheet')}
          className="disclosure-sheet"
          value={index}
          onChange={(next: number) => setIndex(next)}
          options={sheets.map(({ name, hidden }, at) => ({
            value: at,
            label: `${name}${hidden ? say('sheet_hidden') : ''}`,
          }))}
        />
        <Checkbox checked={own.whole} onChange={({ target }) => change({ whole: target.checked })}>
          {say('sheet_whole')}
        </Checkbox>
      </div>
      {hides && (
        <Alert
          type="warning"
          showIcon
          title={say('hidden_rows', {
            rows: sheet.hiddenRows.slice(0, 20).join('、') || '–',
            columns: sheet.hiddenColumns.slice(0, 20).map(lettersOf).join('、') || '–',
          })}
        />
      )}
      <p className="muted">{say('sheet_hint')}</p>
      <SheetTable key={index} sheet={sheet} marks={own} onChange={change} />
    </div>
  );
}

type TableProps = { sheet: Sheet; marks?: Marks; onChange?: (next: Partial<Marks>) => void };

/** The cells of a sheet, a hundred rows at a time; without `onChange` only to look at. */
export function SheetTable({ sheet, marks, onChange }: TableProps) {
  const say = useSay();
  const [page, setPage] = useState(1);
  const { rows, columns, values } = useMemo(() => gridOf(sheet), [sheet]);
  if (rows.length === 0) return <p className="muted">{say('sheet_empty')}</p>;
  const shown = rows.slice((page - 1) * rowsAtOnce, page * rowsAtOnce);
  const wide = columns.slice(0, mostColumns);
  const isOut = (row: number, column: number): boolean =>
    marks !== undefined &&
    (marks.whole || marks.rows.has(row) || marks.columns.has(column) || marks.cells.has(nameOfCell(row, column)));
  const press = (label: string, out: boolean, text: string, act: () => void) =>
    onChange ? (
      <button type="button" aria-pressed={out} aria-label={label} onClick={act}>
        {text}
      </button>
    ) : (
      text
    );
  return (
    <>
      <div className="disclosure-grid">
        <table>
          <thead>
            <tr>
              <th aria-label={say('row', { row: '' })} />
              {wide.map((column) => (
                <th key={column} scope="col" className={marks?.columns.has(column) ? 'disclosure-out' : ''}>
                  {press(
                    say('column', { column: lettersOf(column) }),
                    marks?.columns.has(column) ?? false,
                    lettersOf(column),
                    () => onChange?.({ columns: toggled(marks?.columns ?? new Set(), column) }),
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row}>
                <th scope="row" className={marks?.rows.has(row) ? 'disclosure-out' : ''}>
                  {press(say('row', { row }), marks?.rows.has(row) ?? false, String(row), () =>
                    onChange?.({ rows: toggled(marks?.rows ?? new Set(), row) }),
                  )}
                </th>
                {wide.map((column) => {
                  const [name, value] = [nameOfCell(row, column), values.get(nameOfCell(row, column)) ?? ''];
                  const out = isOut(row, column);
                  return (
                    <td key={column} className={out ? 'disclosure-out' : ''}>
                      {value !== '' &&
                        press(say('cell', { name, value }), out, value, () =>
                          onChange?.({ cells: toggled(marks?.cells ?? new Set(), name) }),
                        )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {columns.length > mostColumns && <p className="muted">{say('more_columns', { count: mostColumns })}</p>}
      {rows.length > rowsAtOnce && (
        <Pagination
          simple
          current={page}
          pageSize={rowsAtOnce}
          total={rows.length}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </>
  );
}

function gridOf({ cells }: Sheet) {
  const values = new Map(cells.map(({ row, column, value }) => [nameOfCell(row, column), value]));
  const inOrder = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b);
  return { values, rows: inOrder(cells.map(({ row }) => row)), columns: inOrder(cells.map(({ column }) => column)) };
}
