import { secretNo } from './rules.ts';

/** Clocks of a secret (rows of `deadlines`): their titles say its number and nothing else. */
export const secretClocks = {
  review: (number: number): string => `${secretNo(number)}到期复核`,
  period_end: (number: number): string => `${secretNo(number)}保密期限届满，应当变更或者解密`,
  due_back: (number: number): string => `${secretNo(number)}外借载体应当归还`,
} as const;

export type SecretClock = keyof typeof secretClocks;
