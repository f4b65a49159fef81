import { addDays, type Day, daysInMonth, isDay } from '#domain/clock.ts';
import { dayInChina, type House } from '#server/kernel/verb.ts';

/** The demonstration was written as of one month; every date in it moves by whole months, so that this month is now. */
export const writtenAsOf = '2026-11';

/** The same content with every ISO day in it moved; texts hold none. */
export function moveDays<T>(content: T, today: Day): T {
  const months = monthNumber(today) - monthNumber(writtenAsOf);
  const text = JSON.stringify(content, (_key, value) =>
    typeof value === 'string' && isDay(value) ? addMonths(value, months) : value,
  );
  // Only texts that are days were replaced by texts that are days.
  return JSON.parse(text) as T;
}

const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/** The last day of a month stays the last day: 2026-06-30 and two months are 2026-08-31. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const number = monthNumber(day) + months;
  const [newYear, newMonth] = [Math.floor(number / 12), (number % 12) + 1];
  const last = daysInMonth(newYear, newMonth);
  const newDate = date === daysInMonth(year, month) ? last : Math.min(date, last);
  return [newYear, newMonth, newDate].map((part) => String(part).padStart(2, '0')).join('-');
}

/** The house on a day in the past, at ten in the morning in China: acts performed through it happened then. */
export function houseAgo(house: House, daysAgo: number): House {
  const day = addDays(dayInChina(house.clock()), -daysAgo);
  const instant = new Date(`${day}T02:00:00Z`);
  return { ...house, clock: () => instant };
}
