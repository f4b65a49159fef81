import { type Day, isDay } from '../clock.ts';
import { Refused } from '../refused.ts';

/** Does a day lie within a phase (C02)? An open end counts as open; a phase without any date is never current. */
export const isCurrent = ({ from_on, to_on }: { from_on: Day | null; to_on: Day | null }, today: Day): boolean =>
  (from_on ?? to_on) !== null && (from_on ?? '') <= today && today <= (to_on ?? '9999');

/** `end_before_start` and `impossible_date` name the field. */
export function checkPeriod({ from_on, to_on }: { from_on: Day | null; to_on: Day | null }): void {
  if (from_on !== null && !isDay(from_on)) throw new Refused('impossible_date', { field: 'from_on' });
  if (to_on !== null && !isDay(to_on)) throw new Refused('impossible_date', { field: 'to_on' });
  if (from_on !== null && to_on !== null && to_on < from_on) throw new Refused('end_before_start', { field: 'to_on' });
}
