import type { Outline } from './outline.ts';
import { placeRows } from './row-places.ts';
import type { Measure, Note } from './schema.ts';
import { attachmentTitle } from './sections.ts';
import type { Table } from './tables.ts';
import { isTaskTable, type TableTask } from './task-table.ts';
import { normOf, quote, type Span, sourceOf, trim } from './text.ts';

/** The tables of tasks of a text. */
export function taskTables(outline: Outline): Table[] {
  return outline.blocks.flatMap((block) => (block.kind === 'table' && isTaskTable(block.table) ? [block.table] : []));
}

/** What a table is called: the attachment it stands in, else the document. */
export function tableTitle(table: Table, outline: Outline, title: string | null): { span: Span | null; text: string } {
  const part = outline.parts.find((each) => each.span.start <= table.span.start && each.span.end >= table.span.end);
  const own = part === undefined ? '' : attachmentTitle(part);
  return part === undefined || own === '' ? { span: null, text: title ?? '' } : { span: part.title, text: own };
}

/**
 * Gives the rows of a table to the measures they belong to; without measures its groups become them. Rows that share
 * no telling words with any measure follow their neighbours, and a note says so.
 */
export function addTable(
  measures: Measure[],
  rows: readonly TableTask[],
  title: { span: Span | null; text: string },
): Omit<Note, 'id'>[] {
  if (measures.length > 0) return placeRows(measures, rows);
  const groups = new Map<string, Measure>();
  for (const row of rows) {
    const key = row.group === null ? '' : normOf(row.group);
    const known = groups.get(key) ?? groupMeasure(row, title);
    if (!groups.has(key)) {
      groups.set(key, known);
      measures.push(known);
    }
    known.tasks.push(row.task);
  }
  return [];
}

function groupMeasure(row: TableTask, title: { span: Span | null; text: string }): Measure {
  if (row.group === null)
    return {
      id: '',
      no: null,
      title: title.text,
      source: title.span === null ? row.task.source : sourceOf(title.span),
      certainty: 'unsure',
      tasks: [],
    };
  const norm = normOf(row.group);
  const numbered = /^(?:[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[、.](?!\d))\s?/.exec(
    norm,
  );
  const skip = numbered?.[0].length ?? 0;
  const no = skip === 0 ? null : quote(trim({ ...row.group, end: row.group.start + skip }, '、. '));
  return {
    id: '',
    no,
    title: quote(trim({ ...row.group, start: row.group.start + skip }, '。：；')),
    source: sourceOf(row.group),
    certainty: 'likely',
    tasks: [],
  };
}
