import { iso, lastDay } from './calendar.ts';
import { bounded, match, type When } from './date-frame.ts';
import { readNumber } from './numbers.ts';

const HAN = '一二三四五六七八九十';
const YEARS = /(?<a>20\d{2})年?[-~至到]{1,2}(?<b>20\d{2})年(?!\d{1,2}月)/y;
const MONTHS = new RegExp(
  `(?:(?<y>20\\d{2})年|(?<rel>今年|当年|本年))?(?<a>\\d{1,2}|[${HAN}]{1,2})(?:月?)(?:-{1,2}|~|至|到|、)(?<b>\\d{1,2}|[${HAN}]{1,2})月(?:份)?(?!\\d{1,2}日)(?<tail>底|末|[上中下]旬)?`,
  'y',
);
const QUARTERS =
  /(?:(?<y>20\d{2})年)?第?(?<a>[一二三四1-4])(?:季度)?(?<link>-{1,2}|~|至|到|、|和)第?(?<b>[一二三四1-4])季度/y;

const FIVE_YEARS = /十(?<n>[三四五六])五”?(?:规划)?(?:时?期)?(?:末|结束)(?:年)?/y;

/** "“十四五”末": the five-year plans end in 2020, 2025, 2030, 2035. */
export function readPlanEnd(norm: string, at: number): When | null {
  const found = match(FIVE_YEARS, norm, at);
  if (found === null) return null;
  const year = 2005 + 5 * (readNumber(found.groups?.n ?? '') ?? 0);
  return bounded(norm, {
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    form: 'point',
    precision: 'year',
    start: at,
    end: at + found[0].length,
    impossible: false,
    guessed: false,
  });
}

/** "2024-2026年". */
export function readYears(norm: string, at: number): When | null {
  const found = match(YEARS, norm, at);
  if (found?.groups === undefined) return null;
  const { a = '', b = '' } = found.groups;
  const end = at + found[0].length;
  return bounded(norm, {
    from: `${a}-01-01`,
    to: `${b}-12-31`,
    form: 'range',
    precision: 'year',
    start: at,
    end,
    impossible: false,
    guessed: false,
  });
}

/** "3月至5月", "7、8月". */
export function readMonths(norm: string, at: number, year: number | null): When | null {
  const found = match(MONTHS, norm, at);
  if (
    found?.groups === undefined ||
    /[\d年.]/.test(found.groups.y === undefined && found.groups.rel === undefined ? (norm[at - 1] ?? '') : '')
  )
    return null;
  const own = found.groups.y === undefined ? null : Number(found.groups.y);
  const y = own ?? year;
  const a = readNumber(found.groups.a ?? '') ?? 0;
  const b = readNumber(found.groups.b ?? '') ?? 0;
  if (y === null || a < 1 || a > 12 || b < 1 || b > 12 || (found[0].includes('、') && b !== a + 1)) return null;
  const until = b < a ? y + 1 : y;
  const day = found.groups.tail === '上旬' ? 10 : found.groups.tail === '中旬' ? 20 : lastDay(until, b);
  const end = at + found[0].length;
  return {
    from: iso(y, a, 1),
    to: iso(until, b, day),
    form: 'range',
    precision: 'month',
    start: at,
    end,
    impossible: false,
    guessed: own === null,
  };
}

/** "二季度至三季度", "第二、三季度". */
export function readQuarters(norm: string, at: number, year: number | null): When | null {
  const found = match(QUARTERS, norm, at);
  if (found?.groups === undefined) return null;
  const y = found.groups.y === undefined ? year : Number(found.groups.y);
  if (y === null) return null;
  const a = readNumber(found.groups.a ?? '') ?? 1;
  const b = readNumber(found.groups.b ?? '') ?? 4;
  if (b <= a) return null;
  const end = at + found[0].length;
  return {
    from: iso(y, a * 3 - 2, 1),
    to: iso(y, b * 3, lastDay(y, b * 3)),
    form: 'range',
    precision: 'month',
    start: at,
    end,
    impossible: false,
    guessed: found.groups.y === undefined,
  };
}
