import { sizes, type Template } from './template.ts';
import type { Line } from './template-lines.ts';

/** What is wrong with a template, a sentence each: unknown place holders, conditions, rows; fields that nothing uses. */
export function templateProblems(template: Template): string[] {
  const { fields, body } = template;
  const known = new Map(fields.map((field) => [field.key, field]));
  const [used, problems] = [new Set<string>(), [] as string[]];
  const clauses = new Set(all(body).flatMap((line) => (line.kind === 'clause' && line.name ? [line.name] : [])));
  const field = (name: string, where: string): void => {
    used.add(name);
    if (!known.has(name)) problems.push(`${where}: unknown field ${name}`);
  };
  const condition = (text: string): void => {
    const [, name] = /^!?field:(\w+)$/.exec(text) ?? /^(\w+)=\w+$/.exec(text) ?? [];
    if (name !== undefined) field(name, `[[${text}]]`);
    for (const word of name === undefined ? text.split(/\s+/) : [])
      if (!(sizes as readonly string[]).includes(word)) problems.push(`[[${text}]]: unknown condition`);
  };
  let columns = 0;
  for (const line of all(body)) {
    if (line.kind === 'when') condition(line.condition);
    if (line.kind === 'columns') columns = line.widths.length;
    if (line.kind === 'row' && line.cells.length !== columns)
      problems.push(`${line.cells.length} cells in a table of ${columns}: ${line.cells.join(' | ')}`);
    const rows = line.kind === 'row' ? line.each?.field : undefined;
    if (rows !== undefined) field(rows, 'rows');
    const inRow =
      rows === undefined ? undefined : new Set(['no', ...(known.get(rows)?.options ?? []).map(({ key }) => key)]);
    for (const text of textsOf(line)) {
      for (const [, name = ''] of text.matchAll(/\{\{([^}|]+)[^}]*\}\}/g)) {
        if (name.startsWith('rule:')) continue;
        if (name.startsWith('§')) {
          if (!clauses.has(name.slice(1))) problems.push(`no clause is named ${name}`);
        } else if (inRow) {
          if (!inRow.has(name)) problems.push(`rows of ${rows} have no ${name}`);
        } else field(name, text.slice(0, 30));
      }
      for (const [, words = ''] of text.matchAll(/\[\[([^\]|]+)\|/g)) condition(words);
    }
  }
  for (const { key } of fields) if (!used.has(key)) problems.push(`field ${key} is nowhere in the text`);
  return problems;
}

const all = (lines: readonly Line[]): Line[] =>
  lines.flatMap((line) => (line.kind === 'when' ? [line, ...all(line.lines)] : [line]));

function textsOf(line: Line): readonly string[] {
  if (line.kind === 'row') return line.cells;
  if (line.kind === 'columns') return line.headers;
  if (line.kind === 'signatures') return line.texts;
  return 'text' in line ? [line.text] : [];
}
