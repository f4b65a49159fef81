import { readNumber } from './numbers.ts';

/** An ISO day, "2023-06-30". */
export type Day = string;

export function lastDay(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export function iso(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The last day of a stretch of `months` months that begins on `from`. */
export function endOf(from: Day, months: number): Day {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  const total = year * 12 + (month - 1) + Math.round(months);
  const y = Math.floor(total / 12);
  const m = (total % 12) + 1;
  if (day > 1) return iso(y, m, Math.min(day - 1, lastDay(y, m)));
  const before = total - 1;
  const by = Math.floor(before / 12);
  const bm = (before % 12) + 1;
  return iso(by, bm, lastDay(by, bm));
}

/** Whole months from the first to the last day, both counted. */
export function monthsBetween(from: Day, to: Day): number {
  const [y1 = 0, m1 = 1, d1 = 1] = from.split('-').map(Number);
  const [y2 = 0, m2 = 1, d2 = 1] = to.split('-').map(Number);
  return y2 * 12 + m2 - (y1 * 12 + m1) + (d2 - d1 + 1) / 30;
}

/** Durations such as "3年时间", "为期两年", "一年半时间", "周期为18个月", in months. */
export function findDuration(norm: string): { months: number; start: number; end: number } | null {
  const found =
    /(?:(?:用|利用|通过|经过|历时|为期|共计?|周期[为：]?|期限?[为：]|试点期|有效期[为：]?|力争|时间[为：])(?:大约|约|不少于|近)?)(?<n>\d{1,2}|[一二两三四五六七八九十]{1,2}|半)(?:个)?(?<u>年半|年|月)(?!\d|度|月)/.exec(
      norm,
    );
  if (found?.groups === undefined || (found.groups.u === '月' && !/个月$/.test(found[0]))) return null;
  const n = found.groups.n === '半' ? 0.5 : (readNumber(found.groups.n ?? '') ?? 0);
  const months = found.groups.u === '月' ? n : n * 12 + (found.groups.u === '年半' ? 6 : 0);
  return { months, start: found.index, end: found.index + found[0].length };
}
