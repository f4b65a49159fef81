import { type Day, iso, lastDay } from './calendar.ts';
import { bounded, match, type When } from './date-frame.ts';
import { readMonths, readPlanEnd, readQuarters, readYears } from './date-stretches.ts';
import { readNumber } from './numbers.ts';

type Point = {
  year: number | null;
  month: number | null;
  first: [number, number];
  last: [number, number];
  precision: When['precision'];
  end: boolean;
  length: number;
  impossible: boolean;
  /** years to add: 次年 */
  shift: number;
};

const HAN = '一二三四五六七八九十';
const YEAR =
  '(?:(?<y>(?:19|20)\\d{2}|[一二][一二三四五六七八九〇零○ＯO]{3})年(?:度)?|(?<rel>当年|本年度?|今年|次年|翌年|第二年|明年|同年)|(?<dot>20\\d{2})[./-](?=(?:1[0-2]|0?[1-9])(?![\\d年])))';
const MONTH = `(?:(?<m>\\d{1,2}|[${HAN}]{1,2})月(?:份)?|(?<dm>1[0-2]|0?[1-9])(?:[./-](?<dd>3[01]|[12]\\d|0?[1-9])(?![\\d.]))?(?=[^\\d.%个家处件次]|$))`;
const PART = `(?:(?<d>\\d{1,2}|[${HAN}]{1,3})[日号]|(?<tenth>初|[上中下]旬|月?底|月?末|中))`;
const SPAN = '(?<span>上半年|下半年|第?[一二三四1-4]季度|年?底|年?末|年?初|年?中|全年)';
const POINT = new RegExp(
  `(?:${YEAR})(?:(?:${MONTH})(?:${PART})?|${SPAN})?|(?<m2>\\d{1,2}|[${HAN}]{1,2})月(?:份)?(?:(?<d2>\\d{1,2}|[${HAN}]{1,3})[日号]|(?<tenth2>初|[上中下]旬|月?底|月?末|中))?|(?<span2>年底|年末|年初|年中|年内|全年|上半年|下半年|第?[一二三四1-4]季度)`,
  'y',
);
const DAY_ONLY = new RegExp(`(?<d3>\\d{1,2}|[${HAN}]{1,3})[日号]`, 'y');
const LINK = /(?: ?(?:-{1,3}|~|至|到|一直到|截至|起至|起到|开始至|——) ?)/y;
const STARTER = new RegExp(`[\\d${HAN}当本今次翌第明同年上下全]`, 'g');
/** Anything a date begins with stands beside one of these. */
const HINT = /[年月旬季]|20\d{2}[./-]|五”?(?:时?期)?末/;

export type { When };

/** All dates of a text (of `norm`), in order. `year`: the year meant by "12月底前" or "年底前". Linear. */
export function findDates(norm: string, year: number | null = null): When[] {
  if (!HINT.test(norm)) return [];
  const found: When[] = [];
  const titles = bookTitles(norm);
  let open = 0;
  let current = year;
  STARTER.lastIndex = 0;
  for (let at = STARTER.exec(norm); at !== null; at = STARTER.exec(norm)) {
    while ((titles[open]?.[1] ?? Number.POSITIVE_INFINITY) < at.index) open++;
    const title = titles[open];
    if (title !== undefined && title[0] < at.index) {
      STARTER.lastIndex = title[1];
      continue;
    }
    const own =
      year !== null && current !== null && current < year && OWN_YEAR.test(norm.slice(at.index, at.index + 3));
    const when = readDate(norm, at.index, own ? year : current);
    if (when === null) continue;
    if (!isYearly(norm, when.start) && !norm.startsWith('以来', when.end)) found.push(when);
    const named = when.guessed ? null : (when.to ?? when.from);
    if (named !== null) current = Number(named.slice(0, 4));
    STARTER.lastIndex = Math.max(when.end, at.index + 1);
  }
  return found;
}

/** "对照2024年…，年内办结": the year of the plan itself, whatever year was named before. */
const OWN_YEAR = /^(?:年内|今年|本年)/;

/** Where 《…》 stand: what is dated inside is the document they name. */
function bookTitles(norm: string): [number, number][] {
  const list: [number, number][] = [];
  for (let from = norm.indexOf('《'); from !== -1; ) {
    const to = norm.indexOf('》', from);
    if (to === -1) break;
    if (to - from <= 160) list.push([from, to]);
    from = norm.indexOf('《', to);
  }
  return list;
}

/** "每年6月底" recurs, "去年11月" is history told without a year, "15年" is a duration. */
function isYearly(norm: string, start: number): boolean {
  return /(?:每年度?(?:\d{1,2}月(?:[\d日底末]{0,3})(?:前|、|和|及)+)*|每|去年|上年度?|上一年度?|近年|往年|前年)(?:的|于|在)?$/.test(
    norm.slice(Math.max(0, start - 16), start),
  );
}

function readDate(norm: string, at: number, year: number | null): When | null {
  return (
    readPlanEnd(norm, at) ??
    readYears(norm, at) ??
    readQuarters(norm, at, year) ??
    readMonths(norm, at, year) ??
    readPoints(norm, at, year)
  );
}

function readPoints(norm: string, at: number, year: number | null): When | null {
  const a = readPoint(norm, at);
  if (a === null || /[\d.]/.test(norm[at - 1] ?? '')) return null;
  const link = match(LINK, norm, at + a.length);
  const b =
    link === null
      ? null
      : (readPoint(norm, at + a.length + link[0].length) ?? dayAfter(norm, at + a.length + link[0].length, a));
  const firstYear = yearOf(a, year) ?? b?.year ?? null;
  if (firstYear === null) return null;
  const guessed = a.year === null || a.shift > 0;
  if (link === null || b === null) return single(norm, at, a, firstYear, guessed);
  const secondYear =
    b.year ?? firstYear + (b.shift || (b.month !== null && a.month !== null && b.month < a.month ? 1 : 0));
  const from = dayOf(firstYear, a.first, a);
  const to = dayOf(secondYear, b.last, b);
  const end = at + a.length + link[0].length + b.length;
  const tail = /^(?:底|末)?(?:以前|之前|前|底)(?!期)/.exec(norm.slice(end, end + 4));
  return {
    from,
    to,
    form: 'range',
    precision: b.precision,
    start: at,
    end: end + (tail?.[0].length ?? 0),
    impossible: from === null || to === null,
    guessed,
  };
}

function single(norm: string, at: number, a: Point, year: number, guessed: boolean): When {
  const from = dayOf(year, a.first, a);
  const to = dayOf(year, a.last, a);
  return bounded(norm, {
    from,
    to,
    form: 'point',
    precision: a.precision,
    start: at,
    end: at + a.length,
    impossible: from === null || to === null,
    guessed,
  });
}

function yearOf(point: Point, year: number | null): number | null {
  if (point.year !== null) return point.year;
  return year === null ? null : year + point.shift;
}

function readPoint(norm: string, at: number): Point | null {
  const found = match(POINT, norm, at);
  if (found?.groups === undefined || found[0] === '') return null;
  const g = found.groups;
  const year = g.y ?? g.dot;
  const month = g.m ?? g.dm ?? g.m2;
  const span = g.span ?? g.span2;
  if (year === undefined && g.rel === undefined && month === undefined && span === undefined) return null;
  if (g.rel !== undefined && month === undefined && span === undefined && !/今年|本年|明年/.test(g.rel)) return null;
  if (/^年/.test(found[0]) && /[\d一二三四五六七八九十两几半]/.test(norm[at - 1] ?? '')) return null;
  const shift = g.rel === undefined ? 0 : /次年|翌年|第二年|明年/.test(g.rel) ? 1 : 0;
  const base = { year: year === undefined ? null : readNumber(year), length: found[0].length, shift };
  if (month !== undefined) return monthPoint(base, readNumber(month) ?? 0, g.d ?? g.dd ?? g.d2, g.tenth ?? g.tenth2);
  return { ...base, month: null, impossible: false, ...spanDays(span) };
}

/** "2023年6月1日至15日": the second day borrows year and month. */
function dayAfter(norm: string, at: number, a: Point): Point | null {
  const found = a.precision === 'day' ? match(DAY_ONLY, norm, at) : null;
  const day = readNumber(found?.groups?.d3 ?? '');
  if (found === null || day === null || a.month === null) return null;
  return { ...monthPoint({ year: a.year, length: found[0].length, shift: a.shift }, a.month, String(day), undefined) };
}

function monthPoint(
  base: { year: number | null; length: number; shift: number },
  month: number,
  dayText: string | undefined,
  tenth: string | undefined,
): Point {
  const day = dayText === undefined ? null : readNumber(dayText);
  const wrong = month < 1 || month > 12 || (day !== null && (day < 1 || day > 31));
  const [from, to] = day !== null ? [day, day] : tenthDays(tenth);
  return {
    ...base,
    month,
    first: [month, from],
    last: [month, to],
    precision: day === null ? 'month' : 'day',
    end: tenth !== undefined,
    impossible: wrong,
  };
}

const MONTH_END = 99;

function tenthDays(tenth: string | undefined): [number, number] {
  if (tenth === '上旬' || tenth === '初') return [1, 10];
  if (tenth === '中旬' || tenth === '中') return [11, 20];
  if (tenth === '下旬') return [21, MONTH_END];
  return [1, MONTH_END];
}

function spanDays(span: string | undefined): Pick<Point, 'first' | 'last' | 'precision' | 'end'> {
  const quarter = /[一二三四1-4](?=季度)/.exec(span ?? '')?.[0];
  const q = quarter === undefined ? 0 : (readNumber(quarter) ?? 0);
  if (q > 0) return { first: [q * 3 - 2, 1], last: [q * 3, MONTH_END], precision: 'month', end: false };
  if (span === '上半年' || span === '年中' || span === '中')
    return { first: [1, 1], last: [6, 30], precision: 'month', end: false };
  if (span === '下半年') return { first: [7, 1], last: [12, 31], precision: 'month', end: false };
  return { first: [1, 1], last: [12, 31], precision: 'year', end: span !== undefined };
}

function dayOf(year: number, [month, day]: [number, number], point: Point): Day | null {
  if (point.impossible || month < 1 || month > 12) return null;
  const last = lastDay(year, month);
  if (day === MONTH_END) return iso(year, month, last);
  return day > last ? null : iso(year, month, day);
}
