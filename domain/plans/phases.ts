import { endOf, findDuration } from './calendar.ts';
import { findDates, type When } from './dates.ts';
import { kindOf } from './kinds.ts';
import type { Part } from './part.ts';
import { overlaps, remarks } from './phase-notes.ts';
import type { Note, Phase } from './schema.ts';
import type { Section } from './sections.ts';
import { sentences } from './sentences.ts';
import type { Table } from './tables.ts';
import { isSchedule } from './task-table.ts';
import { cut, normOf, quote, type Span, sourceOf, trim } from './text.ts';

export type Phases = {
  phases: Phase[];
  parts: ReadonlyMap<Part, Phase>;
  section: Section | null;
  notes: Omit<Note, 'id'>[];
};
type Found = {
  title: Span;
  body: Span[];
  part: Part | null;
  when: { from: string | null; to: string | null; bad: boolean; at: Span | null; guessed: boolean };
};

/** The dated steps of the plan. `year`: the year of issue, for months that name none. */
export function readPhases(sections: readonly Section[], year: number | null): Phases {
  const section = phaseSection(sections);
  const found = section === null ? [] : fromSection(section, year);
  const parts = new Map<Part, Phase>();
  const phases = found.map((each, index) => {
    const phase = toPhase(each, index);
    if (each.part !== null) parts.set(each.part, phase);
    return phase;
  });
  return {
    phases,
    parts,
    section,
    notes: found.flatMap((each, index) => remarks(each.when, phases[index])).concat(overlaps(phases)),
  };
}

/** The section named after steps or stages; else one whose items are dated stages. */
function phaseSection(sections: readonly Section[]): Section | null {
  const own = sections.filter(({ attached }) => !attached);
  const named = own.filter(({ kind, part }) => kind === 'phases' && (part.parts.length > 0 || part.blocks.length > 0));
  const best = named.find(({ part }) => stageParts(part).length >= 1) ?? named[0];
  if (best !== undefined) return best;
  const like = own.find(({ kind, part }) => kind !== 'phases' && looksStaged(part));
  if (like !== undefined) return like;
  for (const { part, attached } of own) {
    const child = part.parts.find(
      (each) =>
        looksStaged(each) ||
        (kindOf(normOf(each.title)) === 'phases' &&
          each.parts.length + each.blocks.length > 0 &&
          /步骤|阶段安排|时间安排|进度/.test(normOf(each.title))),
    );
    if (child !== undefined) return { kind: 'phases', part: child, attached };
  }
  return null;
}

function looksStaged(part: Part): boolean {
  const staged = part.parts.filter((child) => child.titled && isStage(normOf(child.title)));
  return staged.length >= 2 && staged.length >= part.parts.length * 0.6;
}

function isStage(title: string): boolean {
  return (
    title.length <= 90 &&
    (/阶段/.test(title) || findDates(title, 2000).some((when) => when.precision !== 'year' || when.form !== 'point'))
  );
}

function stageParts(part: Part): Part[] {
  const staged = part.parts.filter((child) => child.titled || isStage(normOf(child.title).slice(0, 60)));
  if (staged.length !== 1 || part.parts.length > 1) return staged;
  const inner = staged[0]?.parts ?? [];
  return inner.filter((child) => isStage(normOf(child.title))).length >= 2 ? inner : staged;
}

function fromSection({ part }: Section, year: number | null): Found[] {
  const tables = part.blocks.flatMap((block) => (block.kind === 'table' ? fromTable(block.table, year) : []));
  if (tables.length > 0) return tables;
  const parts = stageParts(part);
  if (parts.length > 0) return inherit(parts, year);
  return part.blocks.flatMap((block) => (block.kind === 'text' ? fromParagraph(block.span, year) : []));
}

/** Later stages take the year that an earlier one names. */
function inherit(parts: readonly Part[], year: number | null): Found[] {
  let current = year;
  return parts.map((part) => {
    const body = bodySpans(part);
    const when = datesOf(part.title, body, current);
    const named = when.to ?? when.from;
    if (named !== null) current = Number(named.slice(0, 4));
    return { title: part.title, body, part, when };
  });
}

function bodySpans(part: Part): Span[] {
  return part.blocks.flatMap((block) => (block.kind === 'text' ? [block.span] : []));
}

function datesOf(title: Span, body: readonly Span[], year: number | null): Found['when'] {
  const inTitle = pick(title, year);
  if (inTitle !== null) return inTitle;
  const spans = body
    .slice(0, 3)
    .flatMap((span) => sentences(span))
    .slice(0, 12);
  const first = spans[0] === undefined ? null : leading(spans[0], year);
  if (first !== null) return first;
  for (const span of spans) {
    const found = bounding(span, year);
    if (found !== null) return found;
  }
  return { from: null, to: null, bad: false, at: null, guessed: false };
}

function pick(span: Span, year: number | null): Found['when'] | null {
  const all = findDates(normOf(span), year);
  const when = all.find((each) => each.form === 'range') ?? all[0];
  return when === undefined ? null : toWhen(span, when);
}

/** "于2022年7月全面启动，周期为3年" begins a stage and may tell its end. */
function toWhen(span: Span, when: When): Found['when'] {
  const norm = normOf(span);
  const at = cut(span, when.start, when.end);
  const plain = { from: when.from, to: when.to, bad: when.impossible, at, guessed: when.guessed };
  if (when.form !== 'point' || !/^[^，。；：（）]{0,6}(?:启动|开始|起步|铺开)/.test(norm.slice(when.end))) return plain;
  const duration = findDuration(norm.slice(when.end));
  return { ...plain, to: duration === null || when.from === null ? null : endOf(when.from, duration.months) };
}

/** The stage's time at the head of its first sentence, or in its bracket. */
function leading(span: Span, year: number | null): Found['when'] | null {
  const all = findDates(normOf(span), year);
  const norm = normOf(span);
  const when =
    all.find(
      (each) =>
        each.start <= 8 || norm.slice(Math.max(0, each.start - 6), each.start).match(/[（：]|时间为?$/) !== null,
    ) ?? all.find((each) => each.form === 'range');
  return when === undefined ? null : toWhen(span, when);
}

/** "…于2022年5月15日前上报" ends a stage. */
function bounding(span: Span, year: number | null): Found['when'] | null {
  const when = findDates(normOf(span), year).find((each) => each.precision !== 'year' || each.form !== 'point');
  return when === undefined ? null : toWhen(span, when);
}

/** Stages told in running text: "2023年3月至5月为动员部署阶段，…"; "第一阶段：…". */
function fromParagraph(span: Span, year: number | null): Found[] {
  const norm = normOf(span);
  const list: Found[] = [];
  let current = year;
  for (const clause of norm.matchAll(/[^。；]+[。；]?/g)) {
    const at = trim(cut(span, clause.index, clause.index + clause[0].length));
    const text = normOf(at);
    const when = findDates(text, current)[0];
    if (when === undefined) continue;
    if (!/阶段/.test(text)) {
      const plain = when.start <= 1 ? leadTitle(at, when.end) : null;
      if (plain === null) continue;
      current = Number((when.to ?? when.from ?? String(current)).slice(0, 4));
      list.push({ title: plain, body: [at], part: null, when: toWhen(at, when) });
      continue;
    }
    current = Number((when.to ?? when.from ?? String(current)).slice(0, 4));
    const named = /(?:为|是|进入|，|：|^|）)([^，。；：（）]{2,24}阶段)/.exec(text.slice(0, 120));
    if (named === null) continue;
    const start = text.indexOf(named[1] ?? '', named.index);
    list.push({
      title: cut(at, start, start + (named[1] ?? '').length),
      body: [at],
      part: null,
      when: toWhen(at, when),
    });
  }
  return list;
}

/** "第一季度，制定计划、分解任务。": what is done first names the step. */
function leadTitle(clause: Span, from: number): Span | null {
  const found = /^(?:[，：、]|为)?([^，。；：]{2,24})(?=[，。；：]|$)/.exec(normOf(clause).slice(from));
  if (found === null) return null;
  const start = from + found[0].length - (found[1] ?? '').length;
  return cut(clause, start, start + (found[1] ?? '').length);
}

function fromTable(table: Table, year: number | null): Found[] {
  const stage = table.roles.indexOf('stage');
  const due = table.roles.findIndex((role, index) => role === 'due' && index !== stage);
  if (stage === -1 || !isSchedule(table)) return [];
  return table.rows.flatMap((row) => {
    const title = row.cells[stage];
    if (title === undefined || title.end <= title.start) return [];
    const cell = due === -1 ? undefined : row.cells[due];
    const inCell = cell === undefined ? null : pick(cell, year);
    return [{ title, body: [...row.cells], part: null, when: inCell ?? datesOf(title, [], year) }];
  });
}

function toPhase(found: Found, index: number): Phase {
  const { from, to, bad, at, guessed } = found.when;
  const span = found.part?.span ?? coverage([found.title, ...found.body]);
  return {
    id: `p${index + 1}`,
    title: phaseTitle(found.title),
    from,
    to,
    source: sourceOf(headOf(found, span)),
    certainty: bad || (from === null && to === null) ? 'unsure' : guessed || at === null ? 'likely' : 'sure',
  };
}

/** From the number of the stage to its title and its dates. */
function headOf(found: Found, span: Span): Span {
  const at = found.when.at;
  const end = Math.max(found.title.end, at !== null && at.end <= span.end ? at.end : 0);
  const start = Math.min(
    found.title.start,
    at?.start ?? found.title.start,
    found.part?.span.start ?? found.title.start,
  );
  return { ...span, start, end };
}

function coverage(spans: readonly Span[]): Span {
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  return { paper: spans[0]?.paper ?? { text: '', norm: '', at: new Int32Array() }, start, end };
}

/** The title without its dates, numbering ("第一阶段：") and punctuation. */
export function phaseTitle(title: Span): string {
  const norm = normOf(title);
  const dates = findDates(norm, 2000);
  let end = norm.length;
  let start = 0;
  const bracket = /[（〔][^（）〔〕]*[）〕][。：]?$/.exec(norm);
  if (bracket !== null && dates.some((when) => when.start >= bracket.index)) end = bracket.index;
  const tail = dates.find((when) => when.end >= end - 3 && when.start > 0 && when.end <= end);
  if (tail !== undefined) end = tail.start;
  const lead = dates.find((when) => when.start <= 2 && when.end < end);
  if (lead !== undefined) start = lead.end;
  const inner = norm.slice(start, end);
  const ordinal = /^(?:[：，、。.\s）]|为|是|-)*(?:第[一二三四五六\d](?:阶段|步)[：，、\s]*(?=[^\s：（]{2,}))?/.exec(
    inner,
  );
  const rest = cut(title, start + (ordinal?.[0].length ?? 0), end);
  const clean = trim(rest, '。：；，、（-');
  return quote(clean.end > clean.start ? clean : trim(title, '。：；，、')).replace(
    /[（(][^（()）]*[）)](?=$)/,
    (part) => (findDates(part, 2000).length > 0 ? '' : part),
  );
}
