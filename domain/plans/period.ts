import { endOf, findDuration, monthsBetween } from './calendar.ts';
import { findDates, type When } from './dates.ts';
import type { Outline } from './outline.ts';
import type { Fact, Note, Phase } from './schema.ts';
import type { Section } from './sections.ts';
import { sentences } from './sentences.ts';
import { cut, fact, foldWidths, noFact, normOf, type Span, sourceOf } from './text.ts';

export type Period = { from: Fact<string>; to: Fact<string>; notes: Omit<Note, 'id'>[] };

const none: Period = { from: noFact(), to: noFact(), notes: [] };

/** First and last day of the programme: as stated, else from a start and a length, else spanned by the phases. */
export function readPeriod(
  outline: Outline,
  sections: readonly Section[],
  phases: readonly Phase[],
  title: Fact<string>,
  issued: Fact<string>,
): Period {
  const texts = statements(outline, sections);
  const stated =
    inTitle(outline, title) ??
    ownSection(sections) ??
    firstOf(texts, statedRange) ??
    firstOf(texts, startAndLength) ??
    firstOf(texts, (span) => validity(span, issued));
  const spanned = openEnded(phaseSpan(phases), phases, sections);
  const period = stated ?? spanned ?? yearOfTitle(title) ?? none;
  return { ...period, notes: [...period.notes, ...lengthConflict(texts, phases, stated === null)] };
}

/** Where a plan states its time: preamble, goals, guiding thought, phases, a section of its own, closing articles. */
function statements(outline: Outline, sections: readonly Section[]): Span[] {
  const spans = outline.head.flatMap((block) => (block.kind === 'text' ? [block.span] : []));
  const own = sections.filter(({ kind, attached }) => !attached && kind !== 'council');
  const rank = (kind: Section['kind']) =>
    ['period', 'goals', 'principles', 'basis', 'phases', 'other', 'measures', 'safeguards'].indexOf(kind);
  for (const { part } of [...own].sort((a, b) => rank(a.kind) - rank(b.kind))) {
    spans.push(part.title);
    for (const block of part.blocks) if (block.kind === 'text') spans.push(block.span);
    for (const child of part.parts) {
      spans.push(child.span.end - child.span.start < 3000 ? child.span : child.title);
    }
  }
  return spans.slice(0, 400).flatMap(sentences).slice(0, 1500);
}

/** A section named after the time of the plan holds it: "一、行动时间 / 2024年5月—2025年12月。" */
function ownSection(sections: readonly Section[]): Period | null {
  for (const { kind, part, attached } of sections) {
    if (kind !== 'period' || attached) continue;
    for (const block of part.blocks) {
      const when = findDates(normOf(block.span)).find((each) => each.from !== null && each.to !== null);
      if (when?.form === 'range') return stated(block.span, when, 'sure');
    }
  }
  return null;
}

function firstOf(spans: readonly Span[], read: (span: Span) => Period | null): Period | null {
  for (const span of spans) {
    const found = read(span);
    if (found !== null) return found;
  }
  return null;
}

/** "（2023—2025年）" in the title. */
function inTitle(outline: Outline, title: Fact<string>): Period | null {
  if (title.value === null || title.source === null) return null;
  const span = outline.blocks.find(
    (block) => sourceOf(block.span)?.[0] === title.source?.[0] || within(block.span, title.source),
  )?.span;
  if (span === undefined) return null;
  // The title may stand in 《》 in a notice.
  const start = span.paper.norm.slice(span.start, span.end).replace(/[《》]/g, ' ');
  const when = findDates(start).find((each) => each.form === 'range' && each.precision === 'year');
  if (when !== undefined) return stated(span, when, 'sure');
  const years = /（(20\d{2})-{1,2}(20\d{2})年?(?:度)?）/.exec(foldWidths(title.value));
  if (years === null) return null;
  return { from: fact(`${years[1]}-01-01`, span, 'sure'), to: fact(`${years[2]}-12-31`, span, 'sure'), notes: [] };
}

/** "2025年…工作要点", "2024年下半年…安排": a plan of one year, half a year or a quarter. */
function yearOfTitle(title: Fact<string>): Period | null {
  const found = /(20\d{2})年度?(上半年|下半年|第?[一二三四1-4]季度)?/.exec(foldWidths(title.value ?? ''));
  if (found === null) return null;
  const [when] = found[2] === undefined ? [] : findDates(found[0].replace('年度', '年'));
  const fact = (value: string): Fact<string> => ({ value, source: title.source, certainty: 'likely' });
  return { from: fact(when?.from ?? `${found[1]}-01-01`), to: fact(when?.to ?? `${found[1]}-12-31`), notes: [] };
}

function within(span: Span, source: Fact<string>['source']): boolean {
  const own = sourceOf(span);
  return own !== null && source !== null && own[0] <= source[0] && own[1] >= source[1];
}

function stated(span: Span, when: When, certainty: 'sure' | 'likely'): Period {
  const at = cut(span, when.start, when.end);
  return { from: fact(when.from, at, certainty), to: fact(when.to, at, certainty), notes: [] };
}

const NAMED =
  /(?:(?:实施|工作|行动|活动|试点|建设|创建|执行|规划|整治|培育|起止|开展)(?:的)?(?:时间|期限|周期|日期|期|年限)|时间(?:安排|范围)?|期限|周期|有效期)(?:自|从|为|是|：)|^(?:即日|自\S{1,8}日)起至/;

function statedRange(span: Span): Period | null {
  const norm = normOf(span);
  if (norm.length > 600) return null;
  const decided = findDates(norm).find(
    (when) =>
      when.from !== null &&
      when.to !== null &&
      when.precision !== 'year' &&
      /(?:决定|定)(?:于|自|从|在)?$/.test(norm.slice(0, when.start)) &&
      /开展|实施|组织/.test(norm.slice(when.end, when.end + 30)),
  );
  if (decided !== undefined) return stated(span, decided, 'sure');
  const ranges = findDates(norm).filter((when) => when.form === 'range' && when.from !== null && when.to !== null);
  const range = ranges[0];
  if (range === undefined) return null;
  const around = norm.slice(Math.max(0, range.start - 24), range.end + 24);
  if (
    NAMED.test(norm.slice(Math.max(0, range.start - 24), range.start + 1)) &&
    !/阶段/.test(norm.slice(0, range.start))
  )
    return stated(span, range, 'sure');
  const duration = findDuration(norm.slice(range.end, range.end + 30));
  if (duration !== null && range.precision === 'year') return stated(span, range, 'sure');
  if (
    duration !== null &&
    range.from !== null &&
    range.to !== null &&
    Math.abs(monthsBetween(range.from, range.to) - duration.months) <= 2
  )
    return stated(span, range, 'sure');
  if (
    /(?:从|自)$/.test(norm.slice(0, range.start)) &&
    /(?:在全|集中|组织|部署|开展)/.test(around) &&
    /(?:行动|工作|活动|试点)/.test(norm)
  )
    return stated(span, range, 'likely');
  return null;
}

/** "于2022年7月全面启动试点工作，试点周期为3年". */
function startAndLength(span: Span): Period | null {
  const norm = normOf(span);
  const duration = norm.length > 600 ? null : findDuration(norm);
  if (duration === null) return null;
  const start = findDates(norm).find((when) => {
    const after = norm.slice(when.end, when.end + 14);
    return (
      (when.form === 'after' || /^(?:开始|启动|全面(?:启动|开展|推开)|正式|起|组织开展|部署)/.test(after)) &&
      when.from !== null
    );
  });
  if (start === undefined || start.from === null) return null;
  const at = cut(span, Math.min(start.start, duration.start), Math.max(start.end, duration.end));
  return { from: fact(start.from, at, 'sure'), to: fact(endOf(start.from, duration.months), at, 'likely'), notes: [] };
}

/** "本方案自2023年7月1日起施行，有效期至2025年6月30日". */
function validity(span: Span, issued: Fact<string>): Period | null {
  const norm = normOf(span);
  if (
    norm.length > 300 ||
    !/(?:自|从|有效期|施行|实施期)/.test(norm) ||
    !/(?:本(?:方案|计划|办法|意见|措施|行动)|施行|有效期|印发之日)/.test(norm)
  )
    return null;
  const dates = findDates(norm);
  const start = dates.find((when) => when.form === 'after' && when.precision === 'day');
  const end = dates.find(
    (when) => when.to !== null && when !== start && /至|到/.test(norm.slice(Math.max(0, when.start - 3), when.start)),
  );
  if (start === undefined && (end === undefined || !/有效期|印发之日/.test(norm))) return null;
  // "自印发之日起" begins on the day of issue, where that is known.
  const first = start?.from ?? (/(?:印发|发布|公布|下发)之日起/.test(norm) ? issued.value : null);
  return { from: fact(first, span, 'likely'), to: fact(end?.to ?? null, span, 'likely'), notes: [] };
}

function phaseSpan(phases: readonly Phase[]): Period | null {
  const days = phases.flatMap((phase) => [phase.from, phase.to]).filter((day) => day !== null);
  if (days.length < 2) return null;
  const froms = phases
    .filter((phase) => phase.from !== null)
    .sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''));
  const tos = phases.filter((phase) => phase.to !== null).sort((a, b) => (b.to ?? '').localeCompare(a.to ?? ''));
  const from = froms[0];
  const to = tos[0];
  return {
    from: { value: from?.from ?? null, source: from?.source ?? null, certainty: 'likely' },
    to: { value: to?.to ?? null, source: to?.source ?? null, certainty: 'likely' },
    notes: [],
  };
}

/** When the last phase has no end ("11月起"), the goals' last day ends the programme; else its end is unknown. */
function openEnded(period: Period | null, phases: readonly Phase[], sections: readonly Section[]): Period | null {
  const open = phases.find(
    (phase) => phase.to === null && phase.from !== null && phase.from >= (period?.to.value ?? ''),
  );
  const late =
    open ??
    phases.find((phase) => phase.to === null && phase.from !== null && phase === phases.at(-1) && phases.length > 1);
  if (period === null || late === undefined) return period;
  const goals = sections
    .filter(({ kind, attached }) => kind === 'goals' && !attached)
    .flatMap(({ part }) => sentences(part.span));
  const ends = goals.flatMap((span) =>
    findDates(normOf(span))
      .filter((when) => when.to !== null && when.to >= (late.from ?? ''))
      .map((when) => ({ when, span })),
  );
  const last = ends.sort((a, b) => (b.when.to ?? '').localeCompare(a.when.to ?? ''))[0];
  return {
    ...period,
    to: last === undefined ? noFact() : fact(last.when.to, cut(last.span, last.when.start, last.when.end), 'likely'),
  };
}

function lengthConflict(texts: readonly Span[], phases: readonly Phase[], derived: boolean): Omit<Note, 'id'>[] {
  const span = phaseSpan(phases);
  if (span?.from.value == null || span.to.value === null) return [];
  for (const text of texts) {
    const duration = findDuration(normOf(text));
    if (duration === null || duration.months < 6) continue;
    const months = monthsBetween(span.from.value, span.to.value);
    const enough = Math.abs(months - duration.months) < Math.max(3, duration.months * 0.25);
    if (enough || (!derived && months <= duration.months)) return [];
    const at = cut(text, duration.start, duration.end);
    return [
      {
        level: 'conflict',
        message: `文中所写期限为${Math.round(duration.months)}个月，与各阶段的起止时间（${span.from.value} 至 ${span.to.value}）不一致，请核对。`,
        source: sourceOf(at),
      },
    ];
  }
  return [];
}
