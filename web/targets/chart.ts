import { addDays, daysBetween } from '#domain/clock.ts';
import type { Target } from './targets.ts';

export type Drawn = {
  days: string[];
  computed: (number | null)[];
  byHand: (number | null)[];
  /** From the newest value straight to where the trend arrives; null when it tells nothing. */
  forecast: (number | null)[] | null;
};

/** So many points are enough for a line; a shorter history shows every day. */
const most = 72;

/** The history on evenly spaced days, so that a steep line is a fast one; then the forecast up to the due date. */
export function drawn({ history, forecast: { expected }, by_on }: Target): Drawn | null {
  const known = history.filter(({ computed, overridden }) => computed !== null || overridden !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return null;
  const arrives = expected !== null && by_on !== null && by_on > last.day ? { expected, by_on } : null;
  const days = spaced(first.day, last.day, arrives?.by_on ?? last.day);
  const at = days.map((day) => (day > last.day ? null : (known.findLast((one) => one.day <= day) ?? null)));
  const now = last.overridden ?? last.computed;
  return {
    days,
    computed: at.map((one) => one?.computed ?? null),
    byHand: at.map((one) => one?.overridden ?? null),
    forecast: arrives && now !== null ? days.map((day) => between({ from: last.day, now, ...arrives }, day)) : null,
  };
}

/** Days from first to end at one distance, the newest value's and the last one always among them. */
function spaced(first: string, last: string, end: string): string[] {
  const step = Math.max(1, Math.ceil(daysBetween(first, end) / most));
  const days = new Set([last, end]);
  for (let day = first; day < end; day = addDays(day, step)) days.add(day);
  return [...days].sort();
}

function between(
  { from, now, expected, by_on }: { from: string; now: number; expected: number; by_on: string },
  day: string,
): number | null {
  if (day < from) return null;
  const share = daysBetween(from, day) / daysBetween(from, by_on);
  return Math.round((now + (expected - now) * share) * 10) / 10;
}
