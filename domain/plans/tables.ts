import { GAP, gaps } from './gaps.ts';
import type { Strip } from './lines.ts';
import { normOf, type Paper, type Span, trim } from './text.ts';

export type Row = { span: Span; cells: Span[] };
/** What a column holds, told from the words of its heading. */
export type Role =
  | 'no'
  | 'text'
  | 'lead'
  | 'support'
  | 'due'
  | 'stage'
  | 'person'
  | 'post'
  | 'unit'
  | 'duty'
  | 'goal'
  | 'number'
  | 'measure'
  | 'other';
export type Table = { span: Span; header: Row | null; roles: Role[]; above: Row[]; rows: Row[] };

const ROLES: readonly [Role, RegExp][] = [
  ['no', /^(?:序|编)?\s*号$|^序次$|^No\.?$|^项次$/i],
  ['support', /配合|协助|协同|协办|参与|参加/],
  ['other', /领导$|责任人|联系人|联系电话|电话|手机|备注|说明$|签字|审核/],
  [
    'lead',
    /牵头|责任(?:单位|部门|科室|主体|分工|处室|股室)|主办|承办|主责|落实单位|实施单位|负责(?:单位|部门|科室)|实施主体/,
  ],
  ['due', /时限|时间|期限|完成节点|进度|节点|日期/],
  ['person', /姓\s*名/],
  ['post', /职\s*务/],
  ['duty', /职责/],
  ['number', /^(?:目标值|数量|指标值|任务数|目标数|计划数|分解数|数值|目标|预期值|计划值)$/],
  ['measure', /^(?:计量)?单位（[^）]*）$|^计量单位$/],
  ['stage', /阶段|步骤/],
  ['goal', /目标|指标|成果|成效|标志|要求$/],
  ['text', /任务|内容|措施|事项|举措|项目|工作|做法|类别|分类|方面|行动|环节|领域/],
  ['unit', /单位|部门|机构|科室/],
];

function roleOf(norm: string): Role | null {
  const word = norm.replace(/\s/g, '');
  if (word === '' || word.length > 16) return null;
  return ROLES.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
}

const PIPE = /\|/;

/** Whether a line stands in a table: cells parted by "|" or by tabs. */
export function isRow(paper: Paper, strips: readonly Strip[], index: number): boolean {
  const norm = lineAt(paper, strips, index);
  if (PIPE.test(norm)) return true;
  const before = lineAt(paper, strips, index - 1);
  const after = lineAt(paper, strips, index + 1);
  if (/\t[^\t]*\t/.test(norm) && [-2, 2].some((step) => lineAt(paper, strips, index + step).includes('\t')))
    return true;
  // "一、制度建设" between rows of tabs is a row that names a group.
  if (!norm.includes('\t')) return norm.length <= 40 && before.includes('\t') && after.includes('\t');
  return before.includes('\t') || after.includes('\t');
}

/** Length of the stretch of lines from `index` that is a table of blanks; 0 when its first line heads none. */
export function spacedRows(paper: Paper, strips: readonly Strip[], index: number): number {
  const line = lineAt(paper, strips, index);
  if (!line.includes('  ')) return 0;
  const head = line.trim().split(GAP);
  if (head.length < 3 || head.some((word) => word.length > 12)) return 0;
  const known = head.filter((word) => roleOf(word) !== null).length;
  if (known < 2 || known < head.length * 0.6) return 0;
  let end = index + 1;
  while (end < strips.length && isSpacedRow(lineAt(paper, strips, end), head.length, lineAt(paper, strips, end + 1)))
    end++;
  return end - index >= 2 ? end - index : 0;
}

/** A row with nearly as many cells as the heading, or a group between such rows. */
function isSpacedRow(norm: string, width: number, next: string): boolean {
  const cells = gaps(norm) + 1;
  if (cells > width) return false;
  if (cells >= Math.max(2, width - 1)) return true;
  return cells === 1 && norm.length <= 30 && !/[。；：]$/.test(norm) && gaps(next) + 1 >= Math.max(2, width - 1);
}

function lineAt(paper: Paper, strips: readonly Strip[], index: number): string {
  const strip = strips[index];
  return strip === undefined ? '' : paper.norm.slice(strip.start, strip.end);
}

/** Reads lines that stand together as one table; null when they are none. */
export function readTables(paper: Paper, strips: readonly Strip[], spaced = false): Table | null {
  const first = strips[0];
  const last = strips.at(-1);
  if (first === undefined || last === undefined) return null;
  const lines = strips.map((strip): Span => ({ paper, start: strip.start, end: strip.end }));
  const lone = lines.filter((line) => /^[^|\t]*\|$/.test(normOf(line))).length;
  const rows = spaced
    ? lines.map(splitGaps)
    : lone >= lines.length * 0.8 && lines.length >= 4
      ? streamRows(paper, lines)
      : lines.flatMap(splitRow);
  if (rows.length === 0 || rows.every((row) => row.cells.length < 2)) return null;
  return withHeader({ paper, start: first.start, end: last.end }, rows);
}

function withHeader(span: Span, rows: Row[]): Table {
  for (const [index, row] of rows.slice(0, 4).entries()) {
    const roles = row.cells.map((cell) => roleOf(normOf(cell)));
    const known = roles.filter((role) => role !== null).length;
    const filled = row.cells.filter((cell) => cell.end > cell.start).length;
    if (known >= 2 && known >= filled * 0.6)
      return {
        span,
        header: row,
        roles: roles.map((role) => role ?? 'other'),
        above: rows.slice(0, index),
        rows: rows.slice(index + 1),
      };
  }
  return { span, header: null, roles: [], above: [], rows };
}

function splitRow(line: Span): Row[] {
  const norm = normOf(line);
  if (/^[|\s:：-]*$/.test(norm)) return [];
  const mark = PIPE.test(norm) ? '|' : '\t';
  const cells: Span[] = [];
  let start = norm.startsWith(mark) ? 1 : 0;
  for (;;) {
    const found = norm.indexOf(mark, start);
    if (found === -1) {
      if (norm.slice(start).trim() !== '' || mark === '\t') cells.push(cellOf(line, start, norm.length));
      break;
    }
    cells.push(cellOf(line, start, found));
    start = found + 1;
  }
  return cells.length === 0 ? [] : [{ span: line, cells }];
}

function splitGaps(line: Span): Row {
  const norm = normOf(line);
  const cells: Span[] = [];
  let start = 0;
  for (const found of norm.matchAll(/(?<=\S) {2,}(?=\S)/g)) {
    cells.push(cellOf(line, start, found.index));
    start = found.index + found[0].length;
  }
  cells.push(cellOf(line, start, norm.length));
  return { span: line, cells };
}

function cellOf(line: Span, from: number, to: number): Span {
  return trim({ paper: line.paper, start: line.start + from, end: line.start + to });
}

/** A table whose cells stand one to a line ("甲 |"): the heading words tell how many make a row. */
function streamRows(paper: Paper, lines: readonly Span[]): Row[] {
  const cells = lines.flatMap((line) => splitRow(line).flatMap((row) => row.cells));
  let width = 0;
  while (width < cells.length && roleOf(normOf(cells[width] ?? { paper, start: 0, end: 0 })) !== null) width++;
  if (width < 2) return [];
  const rows: Row[] = [];
  for (let i = 0; i < cells.length; i += width) {
    const group = cells.slice(i, i + width);
    const start = group[0];
    const end = group.at(-1);
    if (start !== undefined && end !== undefined)
      rows.push({ span: { paper, start: start.start, end: end.end }, cells: group });
  }
  return rows;
}
