import { daysInMonth } from '../clock.ts';

/** The same day so many months later; the last of a month that is shorter ("2026-08-31" + 6 → "2027-02-28"). */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const whole = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(whole / 12), (whole % 12) + 1];
  const d = Math.min(date, daysInMonth(y, m));
  return `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}
