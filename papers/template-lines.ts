/** A line of a body, before it is filled. Texts still hold their marks (`{{field}}`, `**bold**`): template-inline.ts. */
export type Line =
  | { readonly kind: 'when'; readonly condition: string; readonly lines: readonly Line[] }
  | { readonly kind: 'subtitle' | 'note' | 'paragraph' | 'right' | 'center' | 'left'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'clause'; readonly name?: string; readonly text: string }
  | { readonly kind: 'item'; readonly list: 'numbered' | 'sub' | 'box' | 'dot'; readonly text: string }
  | {
      readonly kind: 'columns';
      readonly headers: readonly string[];
      readonly widths: readonly number[];
      readonly form: boolean;
    }
  | {
      readonly kind: 'row';
      readonly cells: readonly string[];
      readonly each?: { readonly field: string; readonly least: number };
    }
  | { readonly kind: 'signatures'; readonly texts: readonly string[] }
  | { readonly kind: 'page_break' };

/**
 * The body of a template. One line is one block:
 * `#` `##` `###` headings · `§` or `§#name` a numbered clause · `-` （一） · `+` 1. · `[]` □ · `*` · · `>` a note ·
 * `|= 序号:1 | 内容:4 |` headers of a table with shares of its width, `|~ 1 | 3 |` a form without headers, `| a | b |` a
 * row, `|@field:6 | {{no}} | {{name}} |` a row for each of a field of rows and at least six · `sign: a | b` ·
 * `right:` `center:` `left:` `subtitle:` · `===` a new page · `[[condition]]` … `[[/]]` lines for a size (`small medium`),
 * a filled field (`field:name`, `!field:name`) or a choice (`name=value`). Anything else is a paragraph.
 */
export function readLines(body: string): Line[] {
  const root: Line[] = [];
  const open: Line[][] = [root];
  const top = (): Line[] => open[open.length - 1] ?? root;
  for (const raw of body.split('\n')) {
    const text = raw.trim();
    if (text === '') continue;
    const [, condition] = /^\[\[([^\]|]+)\]\]$/.exec(text) ?? [];
    if (condition === '/') {
      if (open.length === 1) throw new Error('[[/]] without a beginning');
      open.pop();
    } else if (condition !== undefined) {
      const lines: Line[] = [];
      top().push({ kind: 'when', condition, lines });
      open.push(lines);
    } else top().push(lineOf(text));
  }
  if (open.length > 1) throw new Error('[[…]] without its end');
  return root;
}

const items = { '- ': 'numbered', '+ ': 'sub', '* ': 'dot', '[]': 'box' } as const;
const named = ['subtitle', 'right', 'center', 'left'] as const;

function lineOf(text: string): Line {
  if (text === '===') return { kind: 'page_break' };
  const heading = /^(#{1,3}) (.+)$/.exec(text);
  if (heading?.[1] && heading[2]) return headingOf(heading[1].length, heading[2]);
  const clause = /^§(?:#(\w+))? (.+)$/.exec(text);
  if (clause?.[2]) return { kind: 'clause', text: clause[2], ...(clause[1] && { name: clause[1] }) };
  for (const [mark, list] of Object.entries(items))
    if (text.startsWith(mark)) return { kind: 'item', list, text: text.slice(mark.length).trim() };
  if (text.startsWith('> ')) return { kind: 'note', text: text.slice(2) };
  if (text.startsWith('sign: ')) return { kind: 'signatures', texts: cells(text.slice(6)) };
  const word = named.find((name) => text.startsWith(`${name}: `));
  if (word) return { kind: word, text: text.slice(word.length + 2) };
  if (text.startsWith('|')) return tableLine(text);
  return { kind: 'paragraph', text };
}

const headingOf = (level: number, text: string): Line => ({
  kind: 'heading',
  level: level === 1 ? 1 : level === 2 ? 2 : 3,
  text,
});

/** A bar inside `{{…}}` or `[[…]]` parts nothing. */
const cells = (text: string): string[] => text.split(/\|(?![^{]*\}\})(?![^[]*\]\])/).map((part) => part.trim());

function tableLine(text: string): Line {
  if (!text.endsWith('|')) throw new Error(`a line of a table ends with |: ${text}`);
  const inner = text.slice(1, -1);
  if (inner.startsWith('~')) {
    const widths = cells(inner.slice(1)).map(Number);
    return { kind: 'columns', headers: widths.map(() => ''), widths: widthsOf(widths, text), form: true };
  }
  if (inner.startsWith('=')) {
    const columns = cells(inner.slice(1)).map((cell) => cell.split(':'));
    const widths = widthsOf(
      columns.map(([, width]) => Number(width)),
      text,
    );
    return { kind: 'columns', headers: columns.map(([header = '']) => header), widths, form: false };
  }
  const [, field, least, rest] = /^@(\w+):(\d+)\s*\|(.*)$/.exec(inner) ?? [];
  if (field !== undefined && rest !== undefined)
    return { kind: 'row', cells: cells(rest), each: { field, least: Number(least) } };
  return { kind: 'row', cells: cells(inner) };
}

function widthsOf(widths: readonly number[], text: string): readonly number[] {
  if (widths.some((width) => !(width > 0))) throw new Error(`every column has a width: ${text}`);
  return widths;
}
