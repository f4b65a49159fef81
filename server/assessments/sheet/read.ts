import type { Answer } from '#domain/assessments/rules.ts';
import { Refused } from '#domain/refused.ts';
import { answerOf, heads, sheetMark, supportedOf } from '#server/assessments/sheet/columns.ts';
import { readTable } from '#server/kernel/sheets.ts';

/** A form has 200 items at most; some rows of head and notes beside them. */
const mostRows = 400;
const longestReason = 500;

export type Problem = {
  readonly row: number;
  readonly reason: string;
  readonly facts: Readonly<Record<string, string | number>>;
};

export type SheetAnswer = {
  readonly row: number;
  readonly item: string;
  readonly answer: Answer;
  readonly reason: string | null;
  readonly supported: boolean;
  /** The version that was seen on downloading; null where somebody removed the column. */
  readonly v: number | null;
};

export type ReadSheet = {
  readonly assessment: string;
  readonly form: string;
  readonly answers: readonly SheetAnswer[];
  readonly problems: readonly Problem[];
};

/**
 * Answers of a sheet that came back, whatever order its rows and columns are in now. Damage is told row by row: an item
 * that is missing, twice or unknown, an answer that nobody can read, `na` without its reason. Refuses sheet_not_ours,
 * sheet_head_missing, and what readTable refuses.
 */
export function readSheet(bytes: Uint8Array, items: readonly string[]): ReadSheet {
  const rows = readTable(bytes, mostRows);
  const mark = rows.find((row) => row.includes(sheetMark));
  if (!mark) throw new Refused('sheet_not_ours');
  const [assessment = '', form = ''] = mark.slice(mark.indexOf(sheetMark) + 1);
  const head = rows.findIndex((row) => row.includes(heads.code));
  const columns = columnsOf(rows[head] ?? []);
  const asked = new Set(items);
  const seen = new Set<string>();
  const [answers, problems]: [SheetAnswer[], Problem[]] = [[], []];
  rows.slice(head + 1).forEach((cells, index) => {
    const row = head + index + 2;
    const item = (cells[columns.code] ?? '').trim().normalize('NFKC').toUpperCase();
    if (item === '') return;
    const found = seen.has(item)
      ? problem(row, 'sheet_item_twice', { item })
      : readRow(cells, { row, item, asked, columns });
    seen.add(item);
    if (found === null) return;
    if ('facts' in found) problems.push(found);
    else answers.push(found);
  });
  const missing = items.filter((item) => !seen.has(item)).map((item) => problem(0, 'sheet_item_missing', { item }));
  return { assessment, form, answers, problems: [...problems, ...missing] };
}

type Columns = {
  readonly code: number;
  readonly answer: number;
  readonly reason: number;
  readonly supported: number;
  readonly v: number;
};

function columnsOf(head: readonly string[]): Columns {
  const at = (name: keyof typeof heads): number => head.indexOf(heads[name]);
  const needed = (['code', 'answer', 'reason'] as const).find((name) => at(name) === -1);
  if (needed) throw new Refused('sheet_head_missing', { head: heads[needed] });
  return { code: at('code'), answer: at('answer'), reason: at('reason'), supported: at('supported'), v: at('v') };
}

type Where = {
  readonly row: number;
  readonly item: string;
  readonly asked: ReadonlySet<string>;
  readonly columns: Columns;
};

/** One item; null where nothing is answered. */
function readRow(cells: readonly string[], { row, item, asked, columns }: Where): SheetAnswer | Problem | null {
  const cell = (column: number): string => cells[column] ?? '';
  if (!asked.has(item)) return problem(row, 'sheet_item_unknown', { item: item.slice(0, 20) });
  const answer = answerOf(cell(columns.answer));
  if (answer === null) return null;
  if (answer === undefined)
    return problem(row, 'sheet_answer_unknown', { text: cell(columns.answer).slice(0, 30), item });
  const reason = cell(columns.reason).trim() || null;
  if (answer === 'na' && reason === null) return problem(row, 'sheet_reason_missing', { item });
  if (reason !== null && reason.length > longestReason)
    return problem(row, 'sheet_reason_long', { item, limit: longestReason });
  const v = /^\d{1,6}$/.test(cell(columns.v)) ? Number(cell(columns.v)) : null;
  return { row, item, answer, reason, supported: supportedOf(cell(columns.supported)), v };
}

/** Row 0: not in the sheet at all. */
const problem = (row: number, reason: string, facts: Problem['facts']): Problem => ({ row, reason, facts });
