import { addDays, type Day, isDay } from '../clock.ts';
import { Refused } from '../refused.ts';

/** What a rule row's value must be, by its unit: a day, a day of the year, or a number that is not negative. */
export function checkValue(unit: string | null, value: number | string): void {
  const wrong = (rule: string): never => {
    throw new Refused('invalid', { field: 'value', rule });
  };
  if (unit === 'date') return void (typeof value === 'string' && isDay(value) ? null : wrong('date'));
  if (unit === 'month_day')
    return void (typeof value === 'string' && isDay(`2028-${value}`) ? null : wrong('month_day'));
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > 1_000_000) wrong('number');
}

/** Numbers without which nobody could sign in any more, the system administrator included. */
const neededToSignIn = new Set([
  'session_length',
  'invitation_validity',
  'login_failures_before_lock',
  'totp_failures_before_lock',
]);

/** Days that are at least one: a key would end before it begins. */
const neededForKeys = new Set(['access_key_validity', 'access_key_longest']);

/** Refuses invalid for a value that would lock everybody out, or every program. */
export function checkUsable(key: string, value: number | string): void {
  if ((neededToSignIn.has(key) || neededForKeys.has(key)) && !(typeof value === 'number' && value >= 1))
    throw new Refused('invalid', { field: 'value', rule: 'at least 1' });
}

export type Row = { readonly in_force_from: Day | null; readonly in_force_to: Day | null };

/**
 * What a new value from a day on does to the row that is in force: a row whose first day has not passed is corrected in
 * place; any other stays as it was until the day before. Refuses rule_day_past, rule_ended and rule_day_taken (`later`
 * is the first day of the next row of the same key).
 */
export function followRow(
  row: Row,
  from: Day,
  { today, later }: { today: Day; later: Day | null },
): { correct: true } | { correct: false; until: Day } {
  if (row.in_force_to !== null && row.in_force_to < today) throw new Refused('rule_ended', { day: row.in_force_to });
  const field = 'from_on';
  if (from < today) throw new Refused('rule_day_past', { field, today });
  if (later !== null && from >= later) throw new Refused('rule_day_taken', { field, day: later });
  if (row.in_force_from !== null && row.in_force_from >= today) {
    if (from < row.in_force_from) throw new Refused('rule_day_taken', { field, day: row.in_force_from });
    if (from === row.in_force_from) return { correct: true };
  }
  return { correct: false, until: addDays(from, -1) };
}

/** What somebody must look at: a value from memory or one without a source. */
export const isUnsure = (certainty: string): boolean => certainty !== 'T' && certainty !== 'P';
