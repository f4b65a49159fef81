import { addDays, addMonths, daysBetween } from '../clock.ts';

export type PlannedPay = { readonly position: number; readonly due_on: string; readonly amount: number };

/**
 * The months of pay of a non-compete that runs from a day on: each is due on the last day of its month of the term
 * (art. 23 of the Labour Contract Law: month by month during the term).
 */
export const planPays = (from: string, months: number, amount: number): PlannedPay[] =>
  Array.from({ length: months }, (_, index) => ({
    position: index + 1,
    due_on: addDays(addMonths(from, index + 1), -1),
    amount,
  }));

export const termEnd = (from: string, months: number): string => addDays(addMonths(from, months), -1);

/** Months of delay in days of thirty, as the alarms count them: three months are 90 days (domain facts 5). */
export const daysOfMonths = (months: number): number => months * 30;

export type Alarms = { readonly first: number; readonly rescind: number };

/** Days of delay, and which alarm they ring: the first, or the one from which the employee may rescind (art. 38). */
export function lateness(
  { due_on, state }: { readonly due_on: string; readonly state: string },
  today: string,
  { first, rescind }: Alarms,
): { late_days: number; alarm: 'none' | 'first' | 'rescind' } {
  const late_days = state === 'due' && due_on < today ? daysBetween(due_on, today) : 0;
  return { late_days, alarm: late_days >= rescind ? 'rescind' : late_days >= first ? 'first' : 'none' };
}

/** Yuan that are due and unpaid on a day. */
export const owed = (pays: readonly { due_on: string; amount: number; state: string }[], today: string): number =>
  Math.round(
    pays
      .filter(({ due_on, state }) => state === 'due' && due_on <= today)
      .reduce((sum, { amount }) => sum + amount, 0) * 100,
  ) / 100;
