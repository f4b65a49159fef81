import type { Run } from './blocks.ts';
import type { Field, Size } from './template.ts';

export type Row = Readonly<Record<string, string>>;
/** What was filled in, by key: text, an ISO day, a number as text, or rows. */
export type Values = Readonly<Record<string, string | readonly Row[]>>;

export type Filling = {
  readonly size: Size;
  readonly values: Values;
  readonly fields: readonly Field[];
  /** The numbers of rule rows by key, as they stand in the text. */
  readonly rules: Readonly<Record<string, string>>;
  /** Names of clauses and their labels (第十二条). */
  readonly clauses: ReadonlyMap<string, string>;
  /** Inside a row: its cells, and its number from 1. */
  readonly row?: { readonly cells: Row; readonly number: number };
};

/** Every mark of a line: bold, underlined, place holder, words under a condition, a line to write on. */
const marks = /(\*\*.+?\*\*|\{\{[^}]+\}\}|\[\[[^\]|]+\|[^\]]*\]\]|_{4,})/;

/** A line as runs. What was filled in is taken as it is: no mark in it has a meaning. */
export function fillLine(text: string, filling: Filling, bold?: true): Run[] {
  return text
    .split(marks)
    .filter((part) => part !== '')
    .flatMap((part) => fillPart(part, filling, bold));
}

function fillPart(part: string, filling: Filling, bold?: true): Run[] {
  const weight = bold ? { bold } : {};
  if (/^\*\*.+\*\*$/.test(part)) return fillLine(part.slice(2, -2), filling, true);
  if (/^_{4,}$/.test(part)) return [{ text: part, blank: true, ...weight }];
  if (part.startsWith('{{')) return [{ ...placeholder(part.slice(2, -2), filling), ...weight }];
  const [, condition = '', words = ''] = /^\[\[([^\]|]+)\|([^\]]*)\]\]$/.exec(part) ?? [];
  if (condition !== '') return holds(condition, filling) ? fillLine(words, filling, bold) : [];
  return [{ text: part, ...weight }];
}

/** `small medium`, `field:name`, `!field:name`, `name=value`. */
export function holds(condition: string, { size, values }: Pick<Filling, 'size' | 'values'>): boolean {
  const filled = (key: string): boolean => (values[key] ?? '').length > 0;
  if (condition.startsWith('field:')) return filled(condition.slice('field:'.length));
  if (condition.startsWith('!field:')) return !filled(condition.slice('!field:'.length));
  const [key = '', value] = condition.split('=');
  if (value !== undefined) return values[key] === value;
  return condition.split(/\s+/).some((word) => word === size);
}

/** `{{name}}`, `{{name|12}}` with the length of the line when empty, `{{rule:key}}`, `{{§name}}`, in a row `{{no}}`. */
function placeholder(text: string, filling: Filling): Run {
  const [name = '', length] = text.split('|');
  if (name.startsWith('rule:')) return { text: filling.rules[name.slice('rule:'.length)] ?? '____' };
  if (name.startsWith('§')) return { text: filling.clauses.get(name.slice(1)) ?? '' };
  if (filling.row) return cell(name, filling.row);
  const field = filling.fields.find(({ key }) => key === name);
  const value = filling.values[name];
  if (typeof value === 'string' && value !== '') return { text: wordsOf(field, value), field: name };
  return { text: emptyLine(field, Number(length ?? 8)), blank: true, field: name };
}

const cell = (name: string, { cells, number }: NonNullable<Filling['row']>): Run =>
  name === 'no' ? { text: String(number) } : { text: dayWords(cells[name] ?? '') };

const emptyLine = (field: Field | undefined, length: number): string =>
  field?.type === 'day' ? '____年__月__日' : '_'.repeat(Math.max(4, length));

function wordsOf(field: Field | undefined, value: string): string {
  if (field?.type === 'choice') return field.options.find(({ key }) => key === value)?.label.zh ?? value;
  return dayWords(value);
}

/** 2026-11-22 → 2026年11月22日. */
export const dayWords = (value: string): string =>
  value.replace(/^(\d{4})-(\d\d)-(\d\d)$/, (_, year, month, day) => `${year}年${Number(month)}月${Number(day)}日`);
