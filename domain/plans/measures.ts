import { enumerated, titledLines } from './enumeration.ts';
import { opensWithAct } from './kinds.ts';
import { addTable, tableTitle, taskTables } from './measure-tables.ts';
import { readNumber } from './numbers.ts';
import type { Outline } from './outline.ts';
import type { Part } from './part.ts';
import type { Phases } from './phases.ts';
import type { Measure, Note } from './schema.ts';
import { type Section, walk } from './sections.ts';
import { readTaskTable } from './task-table.ts';
import { isSettingLine, readTasks, tailBrackets } from './tasks.ts';
import { normOf, quote, sourceOf, trim } from './text.ts';
import { FIRST_LEADS } from './units.ts';

/** The measures with their tasks; rows of task tables go to the measure they belong to. */
export function readMeasures(
  outline: Outline,
  sections: readonly Section[],
  phases: Phases,
  year: number | null,
  title: string | null,
): { measures: Measure[]; notes: Omit<Note, 'id'>[] } {
  const tables = taskTables(outline);
  const parts = measureParts(sections, phases, tables.length > 0);
  const above = ancestors(sections);
  const measures = parts.map((part) => toMeasure(part, above(part), year));
  shareBack(parts, measures, above);
  const notes = tables.flatMap((table) =>
    addTable(measures, readTaskTable(table, year), tableTitle(table, outline, title)),
  );
  leadByOrder(outline, measures);
  let tasks = 0;
  const numbered = measures.map((measure, index) => ({
    ...measure,
    id: `m${index + 1}`,
    tasks: measure.tasks.map((task) => ({ ...task, id: `t${++tasks}` })),
  }));
  return { measures: numbered, notes };
}

/** Where the text says that the first unit of every list leads, the others of later lists support it. */
function leadByOrder(outline: Outline, measures: readonly Measure[]): void {
  const rule = outline.blocks
    .map(({ span }) => ({ span, found: FIRST_LEADS.exec(normOf(span)) }))
    .find((each) => each.found !== null);
  if (rule === undefined || rule.found === null) return;
  const norm = normOf(rule.span);
  const wide = /下同|各项|以上|以下|注：/.test(
    norm.slice(Math.max(0, rule.found.index - 12), rule.found.index + rule.found[0].length + 8),
  );
  const below = /下同|以下/.test(norm);
  if (!wide && norm.length > 60) return;
  const from = below ? (sourceOf(rule.span)?.[0] ?? 0) : 0;
  for (const task of measures.flatMap((measure) => measure.tasks)) {
    if (
      task.source === null ||
      task.source[1] <= from ||
      task.lead_units.length < 2 ||
      task.supporting_units.length > 0
    )
      continue;
    task.supporting_units = task.lead_units.slice(1);
    task.lead_units = task.lead_units.slice(0, 1);
  }
}

// --- which parts are measures -----------------------------------------------------------------------------------

function measureParts(sections: readonly Section[], phases: Phases, hasTable: boolean): Part[] {
  const own = sections.filter(({ attached, part }) => !attached && part !== phases.section?.part);
  const chapters = themeChapters(own.filter(({ part }) => !hasStages(part, phases)));
  if (chapters.length > 0) return thematic(chapters, false);
  const named = ownMeasures(own.filter(({ kind, part }) => kind === 'measures' && !hasStages(part, phases)));
  const found = named.flatMap(({ part }) => leaves(part, true));
  if (found.length > 0) return found;
  const staged = [...phases.parts.keys()].flatMap((part) =>
    part.parts.filter((child) => child.titled).flatMap((child) => leaves(child, false)),
  );
  if (staged.length > 0) return staged;
  const aimed = own
    .filter(({ kind, part }) => kind === 'goals' && /任务/.test(normOf(part.title)))
    .flatMap(({ part }) => leaves(part, true));
  if (aimed.length > 0) return aimed;
  const themes = thematic(
    own.filter(({ kind }) => kind === 'other').map(({ part }) => part),
    hasTable,
  );
  if (themes.length > 0 || hasTable || phases.section === null || phases.section.kind === 'phases') return themes;
  return leaves(phases.section.part, true);
}

/** A heading that says in so many words that the tasks stand below it; "深化执法行动" only sounds like it. */
const SAYS_TASKS =
  /任务|措施|举措|(?:主要|重点|具体|工作|实施|建设|试点|整治|行动|活动)内容|^内容$|主要工作|具体工作|重点工作|工作(?:要点|安排|重点|事项|部署)|(?:整治|检查|执法|行动|活动|建设)重点|做法/;

/**
 * The chapters of a plan none of which is called one of tasks, though some sound like it, or whose （一）…（九） count on
 * from chapter to chapter: all that are neither aims, principles, steps, safeguards nor a council. Else none.
 */
function themeChapters(own: readonly Section[]): Part[] {
  const chapters = own.filter(({ kind, part }) => (kind === 'measures' || kind === 'other') && part.titled);
  const sounding = chapters.filter(({ kind }) => kind === 'measures');
  const says = sounding.some(({ part }) => saysTasks(normOf(part.title)));
  const others = chapters.filter(({ kind, part }) => kind === 'other' && hasWords(part));
  const counted = countsOn(chapters.map(({ part }) => part));
  if (sounding.length === 0 || others.length === 0) return [];
  if (!counted && (says || others.length + sounding.length < 3)) return [];
  return chapters.map(({ part }) => part).filter(hasWords);
}

function saysTasks(title: string): boolean {
  return SAYS_TASKS.test(title) && !opensWithAct(title);
}

function hasWords(part: Part): boolean {
  return part.parts.length + part.blocks.length > 0;
}

/** Whether the items of at least two chapters count on: （一）（二） below 一、 and （三） below 二、. */
function countsOn(chapters: readonly Part[]): boolean {
  let last: number | null = null;
  let on = 0;
  for (const chapter of chapters) {
    const items = chapter.parts.map(({ no }) => readNumber((no ?? '').replace(/[（）()、.\s]/g, '')));
    const [first] = items;
    if (first === undefined || first === null) continue;
    if (last !== null && first === 1) return false;
    if (last !== null && first === last + 1) on++;
    last = items.at(-1) ?? last;
  }
  return on > 0;
}

/** A plan without a section of tasks ("若干措施", "工作要点"): its sections are the measures; its tables go first. */
function thematic(parts: readonly Part[], hasTable: boolean): Part[] {
  const titled = parts.filter((part) => part.titled);
  if (hasTable && titled.length < 2) return [];
  if (titled.length === 0) return [...parts];
  const items = titled.flatMap((part) => part.parts);
  // Where most items of all chapters have headings, those that are one sentence are measures too.
  const headed = items.filter((each) => each.titled && each.rank <= 4).length >= items.length * 0.6;
  return titled.flatMap((part) => {
    const own = leaves(part, false);
    const plain = own.length === 1 && own[0] === part && part.parts.some((each) => each.titled && each.rank <= 4);
    return headed && plain ? part.parts : own;
  });
}

function hasStages(part: Part, phases: Phases): boolean {
  return part.parts.length > 0 && part.parts.every((child) => phases.parts.has(child));
}

const SAFEGUARD = /组织领导|督导|督查|考核|经费|资金保障|组织保障|宣传引导|责任落实|工作纪律|信息报送/;

/** Beside a section of tasks, a section of "工作措施" that only organises and supervises is one of safeguards. */
function ownMeasures(sections: readonly Section[]): readonly Section[] {
  if (sections.length < 2) return sections;
  const rest = sections.filter(
    ({ part }) =>
      part.parts.filter((child) => SAFEGUARD.test(normOf(child.title))).length < Math.max(1, part.parts.length * 0.5),
  );
  return rest.length > 0 ? rest : sections;
}

const DEEPEST = 6;

/** The lowest parts that have a heading of their own. */
function leaves(part: Part, isSection: boolean): Part[] {
  const titled = part.parts.filter((child) => child.titled && child.rank <= DEEPEST);
  if (isSection && part.parts.length > 0 && titled.length < part.parts.length * 0.5) return part.parts;
  if (titled.length === 0 || titled.length < part.parts.length * 0.6)
    return isSection && part.parts.length === 0 ? fromParagraphs(part) : [part];
  const below = part.parts.map((child) => leaves(child, false));
  // All or none: where most items do not go deeper, the others' headings name tasks.
  const deeper = below.filter((list, index) => list.length > 1 || list[0] !== part.parts[index]).length;
  return isSection && deeper > 0 && deeper < part.parts.length * 0.5 ? part.parts : below.flat();
}

/** A section without numbers: its paragraphs with leading titles are its measures. */
function fromParagraphs(part: Part): Part[] {
  const texts = part.blocks.flatMap((block) => (block.kind === 'text' ? [block.span] : []));
  const counted = enumerated(texts);
  if (counted.length >= 2) return counted;
  const lined = titledLines(texts);
  if (lined.length >= 2) return lined;
  const led = texts.flatMap((span) => {
    const found = /^(〔?)([^，。：；〔〕]{2,30})[。：〕](?=[^。]{8,})/.exec(normOf(span));
    if (found === null || (found[1] === '' && (found[2] ?? '').length < 4)) return [];
    const start = span.start + (found[1] ?? '').length;
    const end = start + (found[2] ?? '').length;
    const made: Part = {
      no: null,
      rank: 4,
      title: { ...span, start, end },
      titled: true,
      span,
      blocks: [{ kind: 'text', span: { ...span, start: end + 1 } }],
      parts: [],
    };
    return [made];
  });
  return led.length >= 2 && led.length >= texts.length * 0.6 ? led : texts.length > 0 ? [part] : [];
}

/** The headings that a part stands under; units in their brackets hold for everything below. */
function ancestors(sections: readonly Section[]): (part: Part) => Part[] {
  const parents = new Map<Part, Part>();
  for (const section of sections)
    walk(section.part, (part) => part.parts.forEach((child) => void parents.set(child, part)));
  return (part) => {
    const list: Part[] = [];
    for (let up = parents.get(part); up !== undefined; up = parents.get(up)) list.push(up);
    return list;
  };
}

function toMeasure(part: Part, above: readonly Part[], year: number | null): Measure {
  return {
    id: '',
    no: part.no,
    title: measureTitle(part),
    source: sourceOf(part.span),
    certainty: part.titled ? 'sure' : 'likely',
    tasks: readTasks(part, above, year),
  };
}

/** Lines of units and time below the last of several items hold for the items before it that have none. */
function shareBack(parts: readonly Part[], measures: readonly Measure[], above: (part: Part) => Part[]): void {
  for (let i = parts.length - 1; i > 0; i--) {
    const [part, before] = [parts[i], parts[i - 1]];
    const from = measures[i]?.tasks.at(-1);
    if (part === undefined || before === undefined || from === undefined || from.lead_units.length === 0) continue;
    const lined = part.blocks.some((block) => block.kind === 'text' && isSettingLine(normOf(block.span)));
    const inherits =
      measures[i + 1] !== undefined && settled(measures[i], measures[i + 1]) && sharesParent(above, part, parts[i + 1]);
    if (!(lined || inherits) || !sharesParent(above, part, before)) continue;
    const tasks = measures[i - 1]?.tasks ?? [];
    if (tasks.some((task) => task.lead_units.length + task.supporting_units.length > 0)) continue;
    const dated = tasks.some(
      (task) => task.due_on !== null || task.to !== null || task.from !== null || task.continuing,
    );
    for (const task of tasks) {
      task.lead_units = from.lead_units;
      task.supporting_units = from.supporting_units;
      if (!dated)
        Object.assign(task, { due_on: from.due_on, from: from.from, to: from.to, continuing: from.continuing });
    }
  }
}

function sharesParent(above: (part: Part) => Part[], a: Part, b: Part | undefined): boolean {
  return b !== undefined && above(a)[0] !== undefined && above(a)[0] === above(b)[0];
}

/** Whether both hold the very same list: the first took it from the second. */
function settled(a: Measure | undefined, b: Measure | undefined): boolean {
  return a?.tasks.at(-1)?.lead_units !== undefined && a.tasks.at(-1)?.lead_units === b?.tasks.at(-1)?.lead_units;
}

function measureTitle(part: Part): string {
  if (part.titled) return quote(trim(tailBrackets(part.title).body, '。：；，、'));
  const norm = normOf(part.title);
  const stop = /[。；：]/.exec(norm)?.index ?? norm.length;
  const first = stop <= 40 ? stop : (/[，。；：]/.exec(norm)?.index ?? norm.length);
  return quote(trim({ ...part.title, end: part.title.start + first }, '。：；，、'));
}
