import type { Measure, Note, Task } from './schema.ts';
import type { TableTask } from './task-table.ts';
import { normOf } from './text.ts';

/** Words that stand in every measure of every plan tell nothing about where a row belongs. */
const GENERIC = new Set(
  pairs(
    '组织。开展。加强。推进。工作。商业秘密。保护。建立。完善。制定。实施。强化。提升。做好。进行。全面。深入。积极。落实。推动。相关。有关。单位。部门。企业。指导。持续。不断',
  ),
);

/** Each row goes to the measure whose words it shares; a row without a category that shares none follows its neighbours. */
export function placeRows(measures: readonly Measure[], rows: readonly TableTask[]): Omit<Note, 'id'>[] {
  const match = matcher(measures);
  const found = rows.map(match);
  const notes: Omit<Note, 'id'>[] = [];
  let before: number | null = null;
  const after = nextKnown(found);
  let run: { index: number; rows: TableTask[] } | null = null;
  const close = () => {
    if (run !== null) notes.push(noteOf(run.rows, measures[run.index]?.title ?? ''));
    run = null;
  };
  rows.forEach((row, at) => {
    const own = found[at] ?? null;
    const share = Math.floor((at * measures.length) / rows.length);
    const index: number = own ?? before ?? after[at] ?? share;
    measures[index]?.tasks.push(row.task);
    if (own !== null) {
      before = own;
      close();
      return;
    }
    if (run?.index !== index) close();
    run = { index, rows: [...(run?.rows ?? []).slice(0, 1), row] };
  });
  close();
  return notes;
}

/** For each row the measure of the next one that is known. */
function nextKnown(found: readonly (number | null)[]): (number | null)[] {
  const list: (number | null)[] = [];
  let next: number | null = null;
  for (let i = found.length - 1; i >= 0; i--) {
    next = found[i] ?? next;
    list[i] = next;
  }
  return list;
}

function noteOf(rows: readonly TableTask[], title: string): Omit<Note, 'id'> {
  const plain = (text: string) => text.replace(/[“”]/g, '').slice(0, 40);
  const first = rows[0];
  const more = rows.length > 1 ? '等' : '';
  return {
    level: 'unsure',
    message: `“${plain(first?.task.text ?? '')}”${more}未写明所属任务，暂按顺序归入“${plain(title)}”，请核对。`,
    source: first?.task.source ?? null,
  };
}

/**
 * The measure that shares most pairs of characters with a row; rare pairs weigh more, the title three times. Null when
 * a row without a category shares too little. Built once.
 */
function matcher(measures: readonly Measure[]): (row: TableTask) => number | null {
  const profiles = measures.map((measure) => {
    const weights = new Map<string, number>();
    for (const pair of telling(measure.tasks.map((task: Task) => task.text).join('。'))) weights.set(pair, 1);
    for (const pair of telling(measure.title)) weights.set(pair, 3);
    return weights;
  });
  const known = new Map<string, number>();
  for (const profile of profiles) for (const pair of profile.keys()) known.set(pair, (known.get(pair) ?? 0) + 1);
  return (row) => {
    const group = row.group === null ? null : normOf(row.group);
    const named = group === null ? -1 : measures.findIndex(({ title }) => title !== '' && group.includes(title));
    if (named !== -1) return named;
    const words = telling(`${(group ?? '').repeat(2)}。${row.task.text}`);
    let best: number | null = null;
    let score = 0;
    profiles.forEach((profile, index) => {
      const shared = words.filter((pair) => profile.has(pair));
      const told = shared.length >= 2 || shared.some((pair) => profile.get(pair) === 3 || known.get(pair) === 1);
      const sum = shared.reduce(
        (all, pair) => all + (profile.get(pair) ?? 0) * Math.log(1 + measures.length / (known.get(pair) ?? 1)),
        0,
      );
      const share = sum / Math.sqrt(profile.size + 20);
      if (!told || share <= score) return;
      score = share;
      best = index;
    });
    return best;
  };
}

function telling(text: string): string[] {
  return pairs(text).filter((pair) => !GENERIC.has(pair));
}

/** All pairs of neighbouring characters, each once. */
function pairs(text: string): string[] {
  const found = new Set<string>();
  for (let i = 0; i + 2 <= Math.min(text.length, 4000); i++) {
    const pair = text.slice(i, i + 2);
    if (/^[\u3400-\u9fff]{2}$/.test(pair)) found.add(pair);
  }
  return [...found];
}
