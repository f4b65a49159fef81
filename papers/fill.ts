import type { Block, Paper, Runs } from './blocks.ts';
import { chineseNumber } from './numbers.ts';
import type { Size, Template } from './template.ts';
import { type Filling, fillLine, holds, type Values } from './template-inline.ts';
import type { Line } from './template-lines.ts';

export type Filled = {
  readonly size: Size;
  readonly values: Values;
  readonly rules: Readonly<Record<string, string>>;
  /** Printed as the title; the template's own without it. */
  readonly title?: string;
  readonly header?: string;
  /** Last lines of the paper: which law it rests on, and what to check. */
  readonly notes?: readonly string[];
};

type Kind<K extends Line['kind']> = Extract<Line, { kind: K }>;

/** A template with what was filled in, as a paper. Empty places stay lines to write on. */
export function fillTemplate(template: Template, filled: Filled): Paper {
  const { size, values, rules, title = template.title.zh, header, notes = [] } = filled;
  const lines = flatten(template.body, filled);
  const filling: Filling = { size, values, rules, fields: template.fields, clauses: clauseLabels(lines) };
  const numbers = { chapter: 0, section: 0, sub: 0, clause: 0, item: 0, part: 0 };
  const blocks: Block[] = [{ kind: 'title', text: title }];
  for (const line of lines) place(blocks, line, { filling, numbers, template });
  return {
    style: template.style,
    title,
    ...(header !== undefined && { header }),
    blocks: [...blocks, ...notes.map((text): Block => ({ kind: 'note', runs: [{ text }] }))],
  };
}

/** The lines that this size and these values have. */
function flatten(lines: readonly Line[], filled: Pick<Filled, 'size' | 'values'>): Exclude<Line, Kind<'when'>>[] {
  return lines.flatMap((line) =>
    line.kind !== 'when' ? [line] : holds(line.condition, filled) ? flatten(line.lines, filled) : [],
  );
}

function clauseLabels(lines: readonly Line[]): Map<string, string> {
  const clauses = lines.filter((line): line is Kind<'clause'> => line.kind === 'clause');
  return new Map(clauses.flatMap(({ name }, at) => (name ? [[name, clauseLabel(at + 1)] as const] : [])));
}

const clauseLabel = (number: number): string => `第${chineseNumber(number)}条`;

type Numbers = { chapter: number; section: number; sub: number; clause: number; item: number; part: number };
type Placing = { readonly filling: Filling; readonly numbers: Numbers; readonly template: Template };

function place(blocks: Block[], line: Exclude<Line, Kind<'when'>>, placing: Placing): void {
  const { filling, numbers } = placing;
  const runs = (text: string): Runs => fillLine(text, filling);
  // A list begins again after anything else.
  if (line.kind !== 'item') numbers.item = 0;
  if (line.kind !== 'item' || line.list !== 'sub') numbers.part = 0;
  switch (line.kind) {
    case 'heading':
      blocks.push({ kind: 'heading', level: line.level, text: headingText(line, placing) });
      return;
    case 'clause':
      numbers.clause += 1;
      blocks.push({ kind: 'paragraph', label: clauseLabel(numbers.clause), runs: runs(line.text) });
      return;
    case 'item':
      addItem(blocks, { mark: markOf(line, numbers), runs: runs(line.text) });
      return;
    case 'columns': {
      const columns = line.headers.map((header, at) => ({ header, width: line.widths[at] ?? 1 }));
      blocks.push({ kind: 'table', columns, rows: [], ...(line.form && { form: true as const }) });
      return;
    }
    case 'row':
      addRows(blocks, line, filling);
      return;
    case 'signatures':
      blocks.push({ kind: 'signatures', rows: [line.texts.map((text) => textOf(runs(text)))] });
      return;
    case 'paragraph':
      blocks.push({ kind: 'paragraph', runs: runs(line.text) });
      return;
    case 'right':
    case 'center':
    case 'left':
      blocks.push({ kind: 'paragraph', align: line.kind, runs: runs(line.text) });
      return;
    case 'subtitle':
      blocks.push({ kind: 'subtitle', text: textOf(runs(line.text)) });
      return;
    case 'note':
      blocks.push({ kind: 'note', runs: runs(line.text) });
      return;
    case 'page_break':
      blocks.push({ kind: 'page_break' });
  }
}

const textOf = (runs: Runs): string => runs.map(({ text }) => text).join('');

function headingText({ level, text }: Kind<'heading'>, { filling, numbers, template }: Placing): string {
  const words = textOf(fillLine(text, filling));
  if (level === 1) [numbers.chapter, numbers.section, numbers.sub] = [numbers.chapter + 1, 0, 0];
  if (level === 2) [numbers.section, numbers.sub] = [numbers.section + 1, 0];
  if (level === 3) numbers.sub += 1;
  if (template.numbering === 'plain') return words;
  if (level === 3) return `${numbers.sub}.${words}`;
  if (level === 2) return `（${chineseNumber(numbers.section)}）${words}`;
  const number = chineseNumber(numbers.chapter);
  return template.numbering === 'chapters' ? `第${number}章　${words}` : `${number}、${words}`;
}

function markOf({ list }: Kind<'item'>, numbers: Numbers): string {
  if (list === 'box') return '□ ';
  if (list === 'dot') return '· ';
  if (list === 'sub') {
    numbers.part += 1;
    return `${numbers.part}. `;
  }
  numbers.item += 1;
  return `（${chineseNumber(numbers.item)}）`;
}

function addItem(blocks: Block[], item: { mark: string; runs: Runs }): void {
  const last = blocks.at(-1);
  if (last?.kind === 'list') blocks[blocks.length - 1] = { ...last, items: [...last.items, item] };
  else blocks.push({ kind: 'list', items: [item] });
}

function addRows(blocks: Block[], { cells, each }: Kind<'row'>, filling: Filling): void {
  const table = blocks.at(-1);
  if (table?.kind !== 'table') throw new Error(`a row without its columns: ${cells.join(' | ')}`);
  const given = each ? filling.values[each.field] : undefined;
  const found = Array.isArray(given) ? given : [];
  const count = each ? Math.max(each.least, found.length) : 1;
  const rows = Array.from({ length: count }, (_, at) => {
    const row = each ? { cells: found[at] ?? {}, number: at + 1 } : undefined;
    return cells.map((cell) => fillLine(cell, row ? { ...filling, row } : filling));
  });
  blocks[blocks.length - 1] = { ...table, rows: [...table.rows, ...rows] };
}
