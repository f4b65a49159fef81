import { type Day, daysBetween } from '../clock.ts';
import { Refused } from '../refused.ts';

type Wanted = {
  readonly today: Day;
  readonly expires_on?: Day | undefined;
  readonly usual: number;
  readonly longest: number;
};

/** Days that a new key is valid: until the day that was asked for, else the usual number. Refuses key_too_short, key_too_long. */
export function keyDays({ today, expires_on, usual, longest }: Wanted): number {
  if (expires_on === undefined) return Math.min(usual, longest);
  const field = 'expires_on';
  const days = daysBetween(today, expires_on);
  if (days < 1) throw new Refused('key_too_short', { field });
  if (days > longest) throw new Refused('key_too_long', { field, limit: longest });
  return days;
}
