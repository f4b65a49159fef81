import type { Task } from './schema.ts';
import type { Row, Table } from './tables.ts';
import { settingOf, tailBrackets } from './tasks.ts';
import { noTerm, termOf } from './terms.ts';
import { cut, normOf, quote, type Span, sourceOf, trim } from './text.ts';
import { readUnits } from './units.ts';

/** A row of a task table, with the group it stands in (a column of its own, or a row with one filled cell). */
export type TableTask = { task: Task; group: Span | null; text: Span };

export function isTaskTable(table: Table): boolean {
  const { roles } = table;
  if (roles.includes('person') || roles.includes('duty') || roles.includes('post') || isTargetTable(table))
    return false;
  if (isSchedule(table)) return false;
  const acts = roles.filter((role) => role === 'text' || role === 'goal').length;
  return (
    acts > 0 &&
    (roles.includes('lead') ||
      roles.includes('due') ||
      roles.includes('support') ||
      roles.includes('unit') ||
      (roles.includes('no') && !roles.includes('number')))
  );
}

/** "阶段 | 时间 | 主要工作 | 责任单位", each stage once: the steps of the plan, not its tasks. */
export function isSchedule({ roles, rows }: Table): boolean {
  const stage = roles.indexOf('stage');
  if (stage === -1) return false;
  if (!roles.includes('lead') && !roles.includes('unit') && roles.filter((role) => role === 'text').length < 2)
    return true;
  const names = rows.map((row) => normOf(row.cells[stage] ?? { ...row.span, end: row.span.start }));
  const once = new Set(names).size === names.length && !names.includes('');
  const texts = roles.filter((role) => role === 'text').length;
  return once && rows.length <= 8 && texts <= 1 && roles.includes('due');
}

/** "指标 | 目标值 | 完成时间": counted goals, not tasks. */
export function isTargetTable({ roles }: Table): boolean {
  return roles.includes('number') && !roles.includes('lead') && (roles.includes('goal') || roles.includes('text'));
}

/** Rows as tasks. A row whose cell of text is empty goes on with the row before it. Linear in the rows. */
export function readTaskTable(table: Table, year: number | null): TableTask[] {
  const columns = columnsOf(table);
  const tasks: TableTask[] = [];
  let group: Span | null = null;
  // Rows that name a group outweigh a column of headings.
  let rowed = false;
  for (const row of table.rows) {
    const filled = row.cells.filter((cell) => cell.end > cell.start);
    if (filled.length === 0 || isHeaderAgain(table, row)) continue;
    const only = filled[0];
    if (only !== undefined && isGroupRow(row, filled, columns)) {
      group = only;
      rowed = true;
      continue;
    }
    const cell = columns.group === -1 ? undefined : row.cells[columns.group];
    if (cell !== undefined && cell.end > cell.start && !rowed) group = cell;
    const made = fromRow(row, columns, year, tasks.at(-1)?.task);
    if (made !== null) tasks.push({ ...made, group });
  }
  return tasks;
}

type Columns = { no: number; text: number; group: number; lead: number; support: number; due: number };

function columnsOf({ roles, rows }: Table): Columns {
  const at = (role: (typeof roles)[number]) => roles.indexOf(role);
  let texts = roles.flatMap((role, index) => (role === 'text' ? [index] : []));
  if (texts.length === 0) texts = roles.flatMap((role, index) => (role === 'goal' ? [index] : []));
  const weight = (index: number) => rows.slice(0, 200).reduce((sum, row) => sum + width(row.cells[index]), 0);
  const text = texts.reduce((best, index) => (weight(index) > weight(best) ? index : best), texts[0] ?? 0);
  const stage = at('stage');
  const group = texts.find((index) => index < text) ?? (stage !== -1 && stage < text ? stage : -1);
  const lead = at('lead') === -1 ? at('unit') : at('lead');
  return { no: at('no'), text, group, lead, support: at('support'), due: at('due') };
}

function width(cell: Span | undefined): number {
  return cell === undefined ? 0 : cell.end - cell.start;
}

function isHeaderAgain(table: Table, row: Row): boolean {
  return table.header !== null && row.cells.map(normOf).join() === table.header.cells.map(normOf).join();
}

/** "一、健全体系 | | |", or the same words in every cell of a merged row. */
function isGroupRow(row: Row, filled: readonly Span[], columns: Columns): boolean {
  const words = new Set(filled.map(normOf));
  if (words.size !== 1) return false;
  const [word = ''] = words;
  if (filled.length > 1) return filled.length === row.cells.length && !/^\d+$/.test(word);
  return (
    (/^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第.{1,3}[章部])/.test(word) ||
      row.cells[0] === filled[0]) &&
    !/。$/.test(word) &&
    word.length <= 60 &&
    columns.text >= 0 &&
    !/^\d+$/.test(word)
  );
}

function fromRow(
  row: Row,
  columns: Columns,
  year: number | null,
  before: Task | undefined,
): Omit<TableTask, 'group'> | null {
  const cell = row.cells[columns.text];
  if (cell === undefined || cell.end <= cell.start) return null;
  const numbered = /^(?:（?\d{1,4}）?\s?[.、．）]|（\d{1,3}）|[\u2460-\u2473])\s?(?!\d)/.exec(normOf(cell));
  const inCell = numbered === null ? null : trim(cut(cell, 0, numbered[0].length), '.、．） ');
  const noCell = columns.no === -1 ? undefined : row.cells[columns.no];
  const no = noCell !== undefined && noCell.end > noCell.start ? trim(noCell, '.、． ') : inCell;
  const { body, brackets } = tailBrackets(cut(cell, numbered?.[0].length ?? 0));
  const setting = settingOf(brackets, year);
  const units = unitsOf(row, columns, before);
  const due = columns.due === -1 ? undefined : row.cells[columns.due];
  const term =
    (due === undefined ? null : termOf(normOf(due), year)) ??
    setting.term ??
    (due !== undefined && due.end === due.start && before !== undefined ? termOnly(before) : noTerm);
  const task: Task = {
    id: '',
    no: no === null ? null : quote(no).replace(/^[（(](\d+)$/, '$1'),
    text: quote(body),
    lead_units: units.lead.length > 0 ? units.lead : (setting.units?.lead ?? []),
    supporting_units: units.supporting.length > 0 ? units.supporting : (setting.units?.supporting ?? []),
    ...term,
    source: sourceOf({
      ...row.span,
      start: Math.min(row.cells[0]?.start ?? cell.start, cell.start),
      end: row.cells.at(-1)?.end ?? cell.end,
    }),
    certainty: 'sure',
  };
  return { task, text: body };
}

function termOnly(task: Task): Pick<Task, 'due_on' | 'from' | 'to' | 'continuing'> {
  return { due_on: task.due_on, from: task.from, to: task.to, continuing: task.continuing };
}

/** An empty cell of units below a filled one is a merged cell: the units of the row above go on. */
function unitsOf(row: Row, columns: Columns, before: Task | undefined): { lead: string[]; supporting: string[] } {
  const leadCell = columns.lead === -1 ? undefined : row.cells[columns.lead];
  const helpCell = columns.support === -1 ? undefined : row.cells[columns.support];
  if (width(leadCell) === 0 && width(helpCell) === 0 && before !== undefined && leadCell !== undefined)
    return { lead: before.lead_units, supporting: before.supporting_units };
  const lead = leadCell === undefined ? { lead: [], supporting: [] } : readUnits(quoteCell(leadCell));
  const help = helpCell === undefined ? [] : readUnits(quoteCell(helpCell));
  const supporting = Array.isArray(help) ? help : [...help.lead, ...help.supporting];
  const all = [...lead.supporting, ...supporting].filter((unit) => !lead.lead.includes(unit));
  return { lead: lead.lead, supporting: [...new Set(all)] };
}

/** Blanks part units in a cell, so they stay. */
function quoteCell(cell: Span): string {
  return cell.paper.text.slice(cell.start, cell.end).replace(/<br\s*\/?>/gi, '、');
}
