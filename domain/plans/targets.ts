import { ownDates } from './baselines.ts';
import { type Count, findCounts } from './counts.ts';
import { findDates, type When } from './dates.ts';
import { isGoal, type Standing } from './goals.ts';
import { countedNoun } from './nouns.ts';
import type { Target } from './schema.ts';
import { refineSubject, subjectOf } from './subjects.ts';
import { cut, normOf, quote, type Span, sourceOf, trim } from './text.ts';

/** A sentence with the day that it inherits from its heading, phase or row, and where it stands. */
export type Place = Standing & { sentence: Span; by: string | null; heading?: Span | null };

/** Counted goals of one sentence. */
export function readTargets(place: Place): Target[] {
  const norm = normOf(place.sentence);
  if (norm.length > 6000 || !/[\d一二三四五六七八九十两百%]|全覆盖/.test(norm)) return [];
  const dates = findDates(norm, place.year);
  const counts = findCounts(norm, dates);
  const days = ownDates(norm, dates);
  const list: Target[] = [];
  for (const count of counts) {
    const [target] = toTarget(place, norm, count, dayOf(norm, count, counts, days) ?? place.by);
    const last = list.at(-1);
    if (target === undefined) continue;
    // "示范企业25家，其中省级5家" counts the same things twice.
    const share = last !== undefined && target.subject === null && isShare(norm, count) && last.unit === target.unit;
    list.push(share ? { ...target, subject: last.subject } : target);
  }
  return list.some((target) => target.unit === '%') ? list : [...list, ...fullCoverage(place, norm, dates)];
}

function isShare(norm: string, count: Count): boolean {
  return /^其中/.test(norm.slice(count.clauseStart, count.start));
}

function toTarget(place: Place, norm: string, count: Count, by: string | null): Target[] {
  const found = withoutMark(countedNoun(place.sentence, norm, count));
  // "开展大讲堂。每季度至少举办1期": the heading names what is counted.
  const noun = found.end - found.start < 2 && place.heading ? headingNoun(place.heading) : found;
  const text = quote(noun);
  // "其中，2024年完成40%" tells the pace of a goal, none of its own.
  if (count.unit === '%' && /^(?:其中|[\d.]+%?)?$/.test(normOf(found))) return [];
  if (!isGoal(norm, count, normOf(noun), place)) return [];
  const context = norm.slice(count.clauseStart, count.clauseEnd);
  const after = /^[^。；]*/.exec(norm.slice(count.end, count.clauseEnd + 40))?.[0] ?? '';
  const direct = subjectIn(normOf(noun), after, context);
  const wide = count.unit === '%' ? normOf(noun) + norm.slice(count.clauseStart, count.start) : normOf(noun);
  const subject = refineSubject(direct, count.unit, wide, context);
  return [
    {
      id: '',
      subject,
      subject_text: text,
      comparison: isLeast(norm, count) ? 'at_least' : count.comparison,
      value: count.value,
      value_to: count.valueTo,
      unit: count.unit,
      by,
      text: quote(place.sentence),
      source: sourceOf(place.sentence),
      certainty: subject === null ? 'unsure' : count.compared || place.goals ? 'sure' : 'likely',
    },
  ];
}

/** "建成百个站点（不少于100个）". */
function isLeast(norm: string, count: Count): boolean {
  const aside = /^[^，。；（]{0,20}（([^（）]{2,20})）/.exec(norm.slice(count.end, count.end + 44))?.[1] ?? '';
  return !count.compared && /不少于|不低于|至少|以上/.test(aside) && aside.includes(String(count.value));
}

/** "--建立率", "1.示范企业": the mark of a list is no part of what is counted. */
function withoutMark(noun: Span): Span {
  const mark =
    /^(?:\s*(?:[-—–·•●■◆*]+|[（(]\d{1,2}[）)]|\d{1,2}[.、．）](?!\d)|（[一二三四五六七八九十]{1,2}）|[一二三四五六七八九十]是|[\u2460-\u2473]))+\s*/.exec(
      normOf(noun),
    );
  return mark === null || mark[0].length >= noun.end - noun.start ? noun : cut(noun, mark[0].length);
}

function headingNoun(heading: Span): Span {
  const lead = /^(?:深入|广泛|积极|持续)?(?:开展|举办|组织|建设|实施|打造|推进|建立|办好|做好)/.exec(normOf(heading));
  return cut(heading, lead?.[0].length ?? 0);
}

function subjectIn(noun: string, after: string, context: string): Target['subject'] {
  const direct = subjectOf(noun);
  if (direct !== null && direct !== 'enterprise') return direct;
  const made = /(?:创建|争创|申报|建成|成为|作为|认定为|列为|确定为|打造为|命名为)[“《]?([^，。；”》]{2,40})/.exec(
    after,
  );
  const second = made === null ? null : subjectOf(made[1] ?? '');
  if (second !== null) return second;
  if (direct !== null && /走访|上门|调研|回访/.test(context)) return 'visit';
  if (direct !== null && /(?:评估|体检|诊断)/.test(context)) return 'assessment';
  return direct ?? (noun === '' ? subjectOf(context) : null);
}

/** The nearest date before the count, else the first after it; "2024年底、2025年底，…分别达到120家、300家" goes in pairs. */
function dayOf(norm: string, count: Count, counts: readonly Count[], dates: readonly When[]): string | null {
  const usable = dates.filter(
    (when) => when.to !== null && !isAside(norm, when, count) && !isOfParts(norm, { when, count, counts }),
  );
  const before = usable.filter((when) => when.end <= count.start);
  const apart = norm.lastIndexOf('分别', count.start);
  if (apart !== -1 && count.start - apart < 60) {
    const mine = counts.filter(
      (each) => each.start > apart && each.unit === count.unit && !/[；。]/.test(norm.slice(apart, each.start)),
    );
    const theirs = before.filter((when) => when.end <= apart).slice(-mine.length);
    if (mine.length === theirs.length && mine.length > 1) return theirs[mine.indexOf(count)]?.to ?? null;
  }
  const last = before.at(-1);
  if (last !== undefined) return last.to;
  const stop = norm.indexOf('；', count.end);
  return (
    usable.find(
      (when) => when.start >= count.end && (stop === -1 || when.start < stop) && !isNext(norm, { when, count, counts }),
    )?.to ?? null
  );
}

type Dated = { when: When; count: Count; counts: readonly Count[] };

/** A date behind the count that stands before another count in its clause is of that one. */
function isNext(norm: string, { when, count, counts }: Dated): boolean {
  if (/其中/.test(norm.slice(count.end, when.start))) return true;
  return counts.some((each) => each.start >= when.end && each.clauseStart <= when.start && each !== count);
}

/** "…18个，其中2024年底前建成10个；联络员54名": dates of the parts speak only of counts of the same unit. */
function isOfParts(norm: string, { when, count, counts }: Dated): boolean {
  const from = norm.lastIndexOf('其中', when.start);
  if (from === -1 || count.start < from || norm[from + 2] === '：' || /[。；]/.test(norm.slice(from, when.start)))
    return false;
  const parts = counts.filter((each) => each.start > from && each.start <= count.start);
  return parts.some((each) => each.unit !== parts[0]?.unit);
}

/** "（含2023年已培育的4家）": a date in a bracket speaks only of that bracket. */
function isAside(norm: string, when: When, count: Count): boolean {
  const open = norm.lastIndexOf('（', when.start);
  const close = open === -1 ? -1 : norm.indexOf('）', open);
  return (
    open !== -1 &&
    close > when.start &&
    (close < count.start || open > count.end) &&
    /含|其中|较|比|原/.test(norm.slice(open, when.start))
  );
}

const COVERAGE = /([^，。；：]{0,40}?)(?:实现|达到|力争|确保|做到)([^，。；：]{2,40}?)(?:的)?全覆盖/g;

/** "实现重点企业培训全覆盖" is a rate of 100 % that the text does not print. */
function fullCoverage(place: Place, norm: string, dates: readonly When[]): Target[] {
  if (place.strict) return [];
  return [...norm.matchAll(COVERAGE)].map((found): Target => {
    const [, who = '', whom = ''] = found;
    const from =
      who.length >= 3 && subjectOf(who) !== null ? found.index : found.index + found[0].indexOf(whom, who.length + 2);
    const noun = trim(cut(place.sentence, from, from + (from === found.index ? who.length : whom.length)), '对“”');
    const last = dates.filter((when) => when.to !== null && when.end <= found.index + who.length).at(-1);
    return {
      id: '',
      subject: /培训|受训|轮训/.test(normOf(noun)) ? 'training_coverage' : null,
      subject_text: quote(noun),
      comparison: 'exactly',
      value: 100,
      value_to: null,
      unit: '%',
      by: last?.to ?? place.by,
      text: quote(place.sentence),
      source: sourceOf(place.sentence),
      certainty: 'likely',
    };
  });
}
