import { Refused } from '../refused.ts';

export const passwordLength = 10;

/** The few words that every attacker tries first; length does the rest. */
const common = [
  '1234567890',
  '0123456789',
  'qwertyuiop',
  'password12',
  'password123',
  'administrator',
  'aaaaaaaaaa',
  '1111111111',
  '8888888888',
  '0000000000',
  'abcdefghij',
  'woaini1314',
  'iloveyou520',
  'shangyemimi',
];

/** Refuses a password that is short, common, one repeated sign, or holds the login. */
export function checkPassword(password: string, login: string): void {
  const low = password.toLowerCase();
  const weak =
    [...password].length < passwordLength ||
    common.includes(low) ||
    new Set(low).size < 4 ||
    low.includes(login.toLowerCase());
  if (weak) throw new Refused('password_weak', { field: 'password', length: passwordLength });
}

export type Limits = { readonly passwords: number; readonly codes: number; readonly minutes: number };

/** After how many failures an account locks, and until when (rule rows login_failures_before_lock and its siblings). */
export function lockAfter(
  kind: 'password' | 'code',
  failures: number,
  { limits, now }: { limits: Limits; now: Date },
): Date | null {
  const allowed = kind === 'password' ? limits.passwords : limits.codes;
  return failures >= allowed ? new Date(now.getTime() + limits.minutes * 60_000) : null;
}
