import type { Outline } from './outline.ts';
import type { Measure, Task } from './schema.ts';
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

/** Gives the rows of a table to the measures they belong to; without measures its groups become them. */
export function addTable(
  measures: Measure[],
  rows: readonly TableTask[],
  title: { span: Span | null; text: string },
): void {
  const found = measures.length > 0;
  const match = found ? matcher(measures) : null;
  const groups = new Map<string, Measure>();
  for (const row of rows) {
    if (match !== null) {
      match(row).tasks.push(row.task);
      continue;
    }
    const key = row.group === null ? '' : normOf(row.group);
    const known = groups.get(key) ?? groupMeasure(row, title);
    if (!groups.has(key)) {
      groups.set(key, known);
      measures.push(known);
    }
    known.tasks.push(row.task);
  }
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

/** The measure that shares most pairs of characters with a row; rare pairs weigh more, the title twice. Built once. */
function matcher(measures: Measure[]): (row: TableTask) => Measure {
  const profiles = measures.map((measure) => {
    const pairs = new Map<string, number>();
    for (const pair of pairsOf(measure.tasks.map((task: Task) => task.text).join('。'))) pairs.set(pair, 1);
    for (const pair of pairsOf(measure.title)) pairs.set(pair, 3);
    return pairs;
  });
  const known = new Map<string, number>();
  for (const profile of profiles) for (const pair of profile.keys()) known.set(pair, (known.get(pair) ?? 0) + 1);
  return (row) => {
    const words = pairsOf(`${row.group === null ? '' : normOf(row.group).repeat(2)}。${row.task.text}`);
    let best = 0;
    let score = -1;
    profiles.forEach((profile, index) => {
      let sum = 0;
      for (const pair of words)
        sum += ((profile.get(pair) ?? 0) * Math.log(1 + measures.length / (known.get(pair) ?? 1))) / 1;
      const share = sum / Math.sqrt(profile.size + 20);
      if (share > score) {
        score = share;
        best = index;
      }
    });
    const named =
      row.group === null
        ? undefined
        : measures.find((measure) => measure.title !== '' && normOf(row.group ?? row.text).includes(measure.title));
    return named ?? measures[best] ?? { id: '', no: null, title: '', source: null, certainty: 'unsure', tasks: [] };
  };
}

function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  for (let i = 0; i + 2 <= Math.min(text.length, 4000); i++) {
    const pair = text.slice(i, i + 2);
    if (/^[\u3400-\u9fff]{2}$/.test(pair)) pairs.add(pair);
  }
  return pairs;
}
