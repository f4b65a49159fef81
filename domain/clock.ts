import { Refused } from './refused.ts';

/** Days are ISO text ("2026-06-30") everywhere: they sort, compare and print without a time zone. */
export type Day = string;

/** Announced holidays and shifted working days of the years that the State Council has published. */
export type Calendar = {
  readonly days: ReadonlyMap<Day, 'holiday' | 'working'>;
  readonly announcedYears: ReadonlySet<number>;
};

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Is this a day that exists, in a year that a plan can mean (1900 to 2199)? 2026-02-30 is not. */
export function isDay(text: string): boolean {
  const match = pattern.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1900 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Calendar days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((toNumber(to) - toNumber(from)) / dayLength);

export const addDays = (day: Day, count: number): Day => fromNumber(toNumber(day) + count * dayLength);

/** The same day so many months later; the last of a month that is shorter ("2026-08-31" and 6 → "2027-02-28"). */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const whole = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(whole / 12), (whole % 12) + 1];
  return `${y}-${String(m).padStart(2, '0')}-${String(Math.min(date, daysInMonth(y, m))).padStart(2, '0')}`;
}

const dayLength = 86_400_000;

/** "2026-11-21 12:00" in China, of an instant. */
export const minuteInChina = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** `field` names the day in the refusal. */
export function toNumber(day: Day, field = 'day'): number {
  if (!isDay(day)) throw new Refused('impossible_date', { field });
  return Date.parse(`${day}T00:00:00Z`);
}

const fromNumber = (instant: number): Day => new Date(instant).toISOString().slice(0, 10);

const weekday = (day: Day): number => new Date(toNumber(day)).getUTCDay();

/** A working day by the announced calendar; weekends rest unless shifted. */
export const isWorkingDay = (day: Day, calendar: Calendar): boolean =>
  calendar.days.get(day) === 'working' ||
  (calendar.days.get(day) !== 'holiday' && weekday(day) !== 0 && weekday(day) !== 6);

/**
 * The day `count` working days after `from` (the day itself does not count). `provisional` is true when the span
 * touches a year whose holidays are not announced yet: such a date is shown as provisional.
 */
export function addWorkingDays(from: Day, count: number, calendar: Calendar): { day: Day; provisional: boolean } {
  let day = from;
  let provisional = false;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (!calendar.announcedYears.has(Number(day.slice(0, 4)))) provisional = true;
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return { day, provisional };
}

/** The yearly dates ("06-30") that fall within a period, as days. Every year has its own. */
export function yearlyDates(due: readonly string[], from: Day, to: Day): Day[] {
  const years = range(Number(from.slice(0, 4)), Number(to.slice(0, 4)));
  return years
    .flatMap((year) => due.map((monthDay) => `${year}-${monthDay}`))
    .filter((day) => isDay(day) && day >= from && day <= to)
    .sort();
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
