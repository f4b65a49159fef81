import { daysBetween } from '../clock.ts';
import { Refused } from '../refused.ts';
import type { standings } from './schema.ts';

export type Comparison = 'at_least' | 'exactly' | 'at_most' | 'between';

/** What a plan wants: 50家以上, 10处, 15—20个, 不超过3件 (C04). `value_to` is the upper end of a range. */
export type Aim = { readonly comparison: Comparison; readonly value: number; readonly value_to: number | null };

export type Standing = (typeof standings)[number];

/** Is the aim reached? Null (nothing counted yet) never reaches it. */
export function isMet({ comparison, value, value_to }: Aim, current: number | null): boolean {
  if (current === null) return false;
  if (comparison === 'at_least') return current >= value;
  if (comparison === 'at_most') return current <= value;
  if (comparison === 'exactly') return current === value;
  return current >= value && current <= (value_to ?? value);
}

/** More than the plan wants, where it names a number, a range or a limit. */
export function isExceeded({ comparison, value, value_to }: Aim, current: number | null): boolean {
  if (current === null || comparison === 'at_least') return false;
  return current > (comparison === 'at_most' ? value : (value_to ?? value));
}

/** The share of the aim that is reached, 1 is all of it. For a limit: 1 within it, less the further beyond. */
export function achieved({ comparison, value }: Aim, current: number | null): number {
  if (current === null) return 0;
  if (comparison === 'at_most') return current <= value ? 1 : value / current;
  return value === 0 ? 1 : current / value;
}

/** The share of the time that has passed, 0 to 1; null without both days or when they do not follow each other. */
export function elapsed(from: string | null, due: string | null, today: string): number | null {
  if (from === null || due === null || due <= from) return null;
  return Math.min(1, Math.max(0, daysBetween(from, today) / daysBetween(from, due)));
}

export type Point = { readonly day: string; readonly value: number };

export type Forecast = { readonly expected: number | null; readonly reaches: 'yes' | 'no' | 'unknown' };

/** What a trend needs before it says anything. It looks back ninety days (humi_snapshot). */
const fewestPoints = 3;
const shortestSpan = 14;

/** Where the straight line through the values of the last ninety days arrives on the due date, to a hundredth. */
export function trend(points: readonly Point[], due: string | null): number | null {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || due === null || points.length < fewestPoints) return null;
  if (daysBetween(first.day, last.day) < shortestSpan) return null;
  const xs = points.map(({ day }) => daysBetween(first.day, day));
  const meanX = mean(xs);
  const meanY = mean(points.map(({ value }) => value));
  const spread = xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  const slope =
    points.reduce((sum, { value }, index) => sum + ((xs[index] ?? 0) - meanX) * (value - meanY), 0) / spread;
  return Math.round((meanY + slope * (daysBetween(first.day, due) - meanX)) * 100) / 100;
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** Does the trend reach the aim by its day? A range or an exact number is reached from below. */
export function forecast(aim: Aim, expected: number | null): Forecast {
  if (expected === null) return { expected, reaches: 'unknown' };
  const reaches = aim.comparison === 'at_most' ? expected <= aim.value : expected >= aim.value;
  return { expected, reaches: reaches ? 'yes' : 'no' };
}

export type Situation = Aim & {
  readonly current: number | null;
  /** Was there a register to count from? */
  readonly counted: boolean;
  readonly from_on: string | null;
  readonly by_on: string | null;
  readonly expected: number | null;
};

/** How far the time may run ahead of the result before a target without a trend counts as behind. */
const slack = 0.2;

/**
 * How a target stands: met; exceeded (more than a number, range or limit); overdue (its day has passed); behind (the
 * trend misses it, or, without a trend, time runs a fifth ahead); on course; not_yet (a rate of nothing); no_register.
 */
export function standingOf(target: Situation, today: string): Standing {
  const { current, counted, by_on, from_on, expected } = target;
  if (current === null) return counted ? 'not_yet' : 'no_register';
  if (isMet(target, current)) return 'met';
  if (isExceeded(target, current)) return 'exceeded';
  if (by_on !== null && by_on < today) return 'overdue';
  if (expected !== null) return expected < target.value ? 'behind' : 'on_course';
  const passed =
    from_on === null || by_on === null || by_on <= from_on
      ? null
      : daysBetween(from_on, today) / daysBetween(from_on, by_on);
  return passed !== null && target.value > 0 && passed - current / target.value > slack ? 'behind' : 'on_course';
}

/** An aim that can be meant: a range has an upper end above its lower one, nothing else has one. */
export function checkAim({ comparison, value, value_to }: Aim): void {
  if (comparison === 'between' && (value_to === null || value_to <= value))
    throw new Refused('range_wrong', { field: 'value_to' });
  if (comparison !== 'between' && value_to !== null) throw new Refused('range_wrong', { field: 'value_to' });
}

/** Parts handed down are compared with the whole: what is missing (positive) or too much (negative). Told, not forced. */
export const remainder = (whole: number, parts: readonly number[]): number =>
  whole - parts.reduce((sum, part) => sum + part, 0);
