import { addDays, daysBetween, daysInMonth } from '#domain/clock.ts';

export type Scale = {
  from: string;
  to: string;
  months: { key: string; label: string; left: number; width: number }[];
  place: (day: string) => number;
};

/**
 * Whole months around all days; places are per cent of the width.
 * @param days ISO days that must be in sight; without any there is no scale
 */
export function scaleOf(days: readonly string[], label: (year: number, month: number) => string): Scale | null {
  const sorted = [...days].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return null;
  const from = `${first.slice(0, 7)}-01`;
  const to = endOfMonth(last);
  const length = daysBetween(from, to) + 1;
  const place = (day: string): number => (Math.min(Math.max(daysBetween(from, day), 0), length) / length) * 100;
  const months: Scale['months'] = [];
  for (let day = from; day <= to; day = addDays(endOfMonth(day), 1)) {
    const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
    months.push({
      key: day.slice(0, 7),
      label: label(year, month),
      left: place(day),
      width: (daysInMonth(year, month) / length) * 100,
    });
  }
  return { from, to, months, place };
}

export const endOfMonth = (day: string): string =>
  `${day.slice(0, 7)}-${String(daysInMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)))).padStart(2, '0')}`;
