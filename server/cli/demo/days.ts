import { addDays, daysBetween, isDay } from '#domain/clock.ts';
import { dayInChina, type House } from '#server/kernel/verb.ts';

/** The demonstration was written as of one day; every date in it moves so that this day is today. */
export const writtenAsOf = '2026-11-21';

/** The same content with every ISO day in it moved; texts hold none. */
export function moveDays<T>(content: T, today: string): T {
  const offset = daysBetween(writtenAsOf, today);
  const text = JSON.stringify(content, (_key, value) =>
    typeof value === 'string' && isDay(value) ? addDays(value, offset) : value,
  );
  return JSON.parse(text) as T;
}

/** The house on a day in the past, at ten in the morning in China: acts performed through it happened then. */
export function houseAgo(house: House, daysAgo: number): House {
  const day = addDays(dayInChina(house.clock()), -daysAgo);
  const instant = new Date(`${day}T02:00:00Z`);
  return { ...house, clock: () => instant };
}
