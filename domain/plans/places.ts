import { findDates } from './dates.ts';
import { type Kind, kindOf } from './kinds.ts';
import type { Outline } from './outline.ts';
import type { Part } from './part.ts';
import type { Phases } from './phases.ts';
import type { Measure, Target } from './schema.ts';
import type { Section } from './sections.ts';
import { sentences } from './sentences.ts';
import { readTargetTable, readYearTable } from './target-table.ts';
import { readTargets } from './targets.ts';
import { isTargetTable } from './task-table.ts';
import { isSettingLine, settingOf, tailBrackets } from './tasks.ts';
import { termOf } from './terms.ts';
import { normOf, type Span } from './text.ts';

export type Setting = { year: number | null; end: string | null; measures: readonly Measure[] };

/** The counted goals of the plan, each once; the day comes from the sentence, else from where it stands. */
export function readAllTargets(
  outline: Outline,
  sections: readonly Section[],
  phases: Phases,
  setting: Setting,
): Target[] {
  const list: Target[] = [];
  for (const { kind, part, attached } of sections) {
    if (kind === 'council') continue;
    if (kind === 'principles' || kind === 'basis') {
      list.push(...aimsWithin(part, attached, phases, setting));
      continue;
    }
    const by = kind === 'goals' ? (dayIn(part.title, setting) ?? setting.end) : dayIn(part.title, setting);
    list.push(...inPart(part, { kind: attached ? 'other' : kind, by, phases, setting }));
  }
  const told = sections.some(({ kind, part }) => kind === 'goals' || part.parts.some(isAims));
  list.unshift(...inPreamble(outline, phases, setting, told));
  for (const block of outline.head)
    if (block.kind === 'table') list.push(...inTable(block, { kind: 'other', by: null, phases, setting }));
  return once(list).map((target, index) => ({ ...target, id: `g${index + 1}` }));
}

function isAims(part: Part): boolean {
  return part.titled && kindOf(normOf(part.title)) === 'goals';
}

/** "总体思路" may hold a part of its own about the goals. */
function aimsWithin(part: Part, attached: boolean, phases: Phases, setting: Setting): Target[] {
  return part.parts.filter(isAims).flatMap((child) => {
    const by = dayIn(child.title, setting) ?? setting.end;
    return inPart(child, { kind: attached ? 'other' : 'goals', by, phases, setting });
  });
}

/**
 * Goals told before the first heading: "全年新增示范点8家…". Beside a section of goals (`told`) only a sentence that
 * looks ahead sets one.
 */
function inPreamble(outline: Outline, phases: Phases, setting: Setting, told: boolean): Target[] {
  const aims = told ? AHEAD : /目标|全年|力争|确保|到20\d\d年|年内|计划|今年|要求/;
  return outline.head.flatMap((block) => {
    if (block.kind !== 'text' || !aims.test(normOf(block.span))) return [];
    const spans = told ? sentences(block.span).filter((each) => AHEAD.test(normOf(each))) : [block.span];
    return spans.flatMap((span) => inSpan(span, { kind: 'goals', by: setting.end, phases, setting }).targets);
  });
}

const AHEAD = /力争|确保|到20\d\d年|年内|今年(?!以来|[上前])|不少于|不低于|达到/;

type Around = { kind: Kind; by: string | null; phases: Phases; setting: Setting; heading?: Span };

function inPart(part: Part, around: Around): Target[] {
  const phase = around.phases.parts.get(part);
  let by = phase?.to ?? dayIn(part.title, around.setting) ?? limitLine(part, around.setting) ?? around.by;
  const list: Target[] = [];
  for (const block of part.blocks) {
    if (block.kind === 'table') {
      list.push(...inTable(block, { ...around, by }));
      continue;
    }
    const found = inSpan(block.span, part.titled ? { ...around, by, heading: part.title } : { ...around, by });
    list.push(...found.targets);
    if (around.kind === 'goals') by = found.by;
  }
  if (!part.titled) return [...list, ...below(part, { ...around, by })];
  return [
    ...titleTargets(part, { ...around, by: by ?? bracketDay(part, around.setting) }),
    ...list,
    ...below(part, { ...around, by }),
  ];
}

/** "完成时限：2025年12月底" on a line of its own holds for the whole item. */
function limitLine(part: Part, setting: Setting): string | null {
  for (const block of part.blocks) {
    if (block.kind !== 'text' || !isSettingLine(normOf(block.span))) continue;
    const term = settingOf([block.span], setting.year).term;
    if (term !== null) return term.due_on ?? term.to;
  }
  return null;
}

/** The time in the bracket behind the last paragraph holds for the heading too. */
function bracketDay(part: Part, setting: Setting): string | null {
  const last = part.blocks.at(-1);
  if (last?.kind !== 'text') return null;
  const term = settingOf(tailBrackets(last.span).brackets, setting.year).term;
  return term?.due_on ?? term?.to ?? null;
}

function titleTargets(part: Part, around: Around): Target[] {
  // "百个站点建设行动" is a name; only digits in a heading set a goal.
  if (around.kind === 'phases' || (around.kind !== 'goals' && !/\d/.test(normOf(part.title)))) return [];
  return inSpan(part.title, around).targets;
}

function below(part: Part, around: Around): Target[] {
  return part.parts.flatMap((child) => inPart(child, around));
}

/** A paragraph: a leading "到2025年，" holds for the sentences after it, a bracket at the end for all. */
function inSpan(span: Span, around: Around): { targets: Target[]; by: string | null } {
  const { setting, kind } = around;
  const bracket = tailBrackets(span)
    .brackets.map((each) => termOf(normOf(each), setting.year))
    .find((term) => term !== null);
  let by = bracket?.due_on ?? bracket?.to ?? around.by;
  const targets: Target[] = [];
  for (const sentence of sentences(span)) {
    const norm = normOf(sentence);
    const lead = findDates(norm.slice(0, 30), setting.year)[0];
    if ((kind === 'goals' || kind === 'phases') && lead !== undefined && lead.start <= 6 && lead.to !== null)
      by = lead.to;
    targets.push(
      ...readTargets({
        sentence,
        by,
        heading: around.heading ?? null,
        goals: kind === 'goals',
        strict: kind === 'safeguards',
        year: setting.year,
      }),
    );
  }
  return { targets, by };
}

function inTable(block: Extract<Outline['blocks'][number], { kind: 'table' }>, around: Around): Target[] {
  const { roles, rows } = block.table;
  if (isTargetTable(block.table)) return readTargetTable(block.table, { by: around.by, year: around.setting.year });
  const yearly = readYearTable(block.table);
  if (yearly.length > 0) return yearly;
  if (roles.includes('person') || roles.includes('duty')) return [];
  const due = roles.indexOf('due');
  return rows.flatMap((row) => {
    const cell = due === -1 ? undefined : row.cells[due];
    const term = cell === undefined ? null : termOf(normOf(cell), around.setting.year);
    const by = term?.due_on ?? term?.to ?? around.by;
    return row.cells.flatMap((each, index) => {
      const role = roles[index];
      if (role === 'due' || role === 'lead' || role === 'support' || role === 'no' || role === 'unit') return [];
      return inSpan(each, { ...around, kind: role === 'goal' || role === 'number' ? 'goals' : around.kind, by })
        .targets;
    });
  });
}

function dayIn(span: Span, setting: Setting): string | null {
  return findDates(normOf(span), setting.year).find((when) => when.to !== null)?.to ?? null;
}

/** The same goal is often told among the goals, the measures and the phases; the first telling stays. */
function once(list: readonly Target[]): Target[] {
  const kept: Target[] = [];
  const seen = new Map<string, Target[]>();
  for (const target of list) {
    const key = [target.subject ?? target.subject_text, target.value, target.value_to, target.unit].join('|');
    const same = seen.get(key) ?? [];
    // "团体标准1项、地方标准1项": two of one sentence are two.
    const told = same.find(
      (each) =>
        (each.by === target.by || each.by === null || target.by === null) &&
        (each.text !== target.text || alike(each.subject_text, target.subject_text)),
    );
    if (told !== undefined) {
      told.by ??= target.by;
      continue;
    }
    seen.set(key, [...same, target]);
    kept.push(target);
  }
  return kept;
}

function alike(a: string, b: string): boolean {
  return a.includes(b) || b.includes(a);
}
