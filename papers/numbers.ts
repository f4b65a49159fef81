const digits = '〇一二三四五六七八九';

/** 1 → 一, 12 → 十二, 20 → 二十, 104 → 一百零四. Whole numbers from 1 to 999; beyond, digits. */
export function chineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 999) return String(value);
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  const digit = (n: number): string => digits.charAt(n);
  const head = hundreds === 0 ? '' : `${digit(hundreds)}百`;
  if (tens === 0) return ones === 0 ? head : `${head}${head === '' ? '' : '零'}${digit(ones)}`;
  const ten = tens === 1 && hundreds === 0 ? '十' : `${digit(tens)}十`;
  return `${head}${ten}${ones === 0 ? '' : digit(ones)}`;
}

/** Articles as they are printed: "5、6" → 第五条、第六条; none for "-". */
export const articleWords = (article: string): string =>
  article === '' || article === '-'
    ? ''
    : article
        .split('、')
        .map((one) => `第${/^\d+$/.test(one) ? chineseNumber(Number(one)) : one}条`)
        .join('、');
