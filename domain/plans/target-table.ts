import { findDates } from './dates.ts';
import { NUMBER, readNumber } from './numbers.ts';
import type { Target } from './schema.ts';
import { refineSubject, subjectOf } from './subjects.ts';
import type { Row, Table } from './tables.ts';
import { termOf } from './terms.ts';
import { foldWidths, normOf, quote, type Span, sourceOf } from './text.ts';

const VALUE = new RegExp(
  `^(?<low>≥|>|不少于|不低于|至少|达到?|超过)?(?<high>≤|<|不超过|不高于)?(?<a>${NUMBER})(?<pct>%)?(?:(?:-{1,2}|~|至|到)(?<b>${NUMBER}))?(?<unit>[\\u3400-\\u9fff%]{0,3}?)(?<suffix>以上|以下|以内)?$`,
);

/** Rows of a table of goals: "新增示范企业 | 6家 | 2025年11月". */
export function readTargetTable(table: Table, place: { by: string | null; year: number | null }): Target[] {
  const { roles } = table;
  const noun = roles.findIndex((role) => role === 'goal' || role === 'text');
  const value = roles.indexOf('number');
  const due = roles.indexOf('due');
  const unit = roles.findIndex((role) => role === 'measure' || role === 'unit');
  return table.rows.flatMap((row) => fromRow(row, { noun, value, due, unit }, place));
}

type Columns = { noun: number; value: number; due: number; unit: number };

function fromRow(row: Row, columns: Columns, place: { by: string | null; year: number | null }): Target[] {
  const noun = row.cells[columns.noun];
  const cell = row.cells[columns.value];
  const groups = cell === undefined ? undefined : VALUE.exec(foldWidths(normOf(cell)).replace(/\s/g, ''))?.groups;
  const value = readNumber(groups?.a ?? '');
  if (noun === undefined || noun.end <= noun.start || cell === undefined || groups === undefined || value === null)
    return [];
  const term = termOf(textIn(row, columns.due), place.year);
  const unit = groups.unit || groups.pct || textIn(row, columns.unit) || null;
  const to = groups.b === undefined ? null : readNumber(groups.b);
  return [
    {
      id: '',
      subject: refineSubject(subjectOf(normOf(noun)), unit ?? '', normOf(noun), normOf(noun)),
      subject_text: quote(noun),
      comparison: comparisonOf(groups, to),
      value,
      value_to: to,
      unit,
      by: term?.due_on ?? term?.to ?? place.by,
      text: quote({ ...noun, end: Math.max(noun.end, cell.end) }),
      source: sourceOf(row.span),
      certainty: 'sure',
    },
  ];
}

function textIn(row: Row, index: number): string {
  const cell: Span | undefined = index === -1 ? undefined : row.cells[index];
  return cell === undefined ? '' : normOf(cell);
}

function comparisonOf(groups: Record<string, string | undefined>, to: number | null): Target['comparison'] {
  if (to !== null) return 'between';
  if (groups.high !== undefined || /以下|以内/.test(groups.suffix ?? '')) return 'at_most';
  return groups.low !== undefined || groups.suffix === '以上' ? 'at_least' : 'exactly';
}

/** "年度 | 示范站（个） | 示范点（个）": one row for each year, the unit in the heading of its column. */
export function readYearTable(table: Table): Target[] {
  const [head, ...rest] = table.header === null ? table.rows : [table.header, ...table.rows];
  if (head === undefined || !/年|时间|阶段/.test(normOf(head.cells[0] ?? head.span))) return [];
  const columns = head.cells.slice(1).map((cell) => HEADED.exec(normOf(cell))?.groups ?? null);
  if (columns.length === 0 || columns.some((column) => column === null)) return [];
  return rest.flatMap((row) => {
    const by = findDates(textIn(row, 0)).at(-1)?.to ?? null;
    if (by === null) return [];
    return columns.flatMap((column, index) => {
      const cell = row.cells[index + 1];
      const value = cell === undefined ? null : readNumber(normOf(cell));
      const noun = head.cells[index + 1];
      if (column === null || cell === undefined || noun === undefined || value === null) return [];
      const { noun: name = '', unit = '' } = column;
      const target: Target = {
        id: '',
        subject: refineSubject(subjectOf(name), unit, name, name),
        subject_text: quote({ ...noun, end: noun.start + name.length }),
        comparison: 'exactly',
        value,
        value_to: null,
        unit,
        by,
        text: quote(row.span),
        source: sourceOf(row.span),
        certainty: 'likely',
      };
      return [target];
    });
  });
}

const HEADED = /^(?<noun>[^（）]{2,24})（(?<unit>[\u3400-\u9fff%]{1,3})）$/;
