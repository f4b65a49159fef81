import { Refused } from '../refused.ts';

const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Is this a unified social credit code with the right check digit (GB 32100-2015)? */
export function isCreditCode(code: string): boolean {
  if (!/^[0-9A-HJ-NP-RTUWXY]{18}$/.test(code)) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * signs.indexOf(code.charAt(index)), 0);
  return signs.charAt((31 - (sum % 31)) % 31) === code.charAt(17);
}

/** Refuses a code that fails its check digit; null and undefined pass. */
export function checkCreditCode(code: string | null | undefined): void {
  if (code !== null && code !== undefined && !isCreditCode(code))
    throw new Refused('credit_code_wrong', { field: 'credit_code', code });
}
