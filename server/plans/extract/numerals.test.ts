import { expect, test } from 'vitest';
import { formatNumber } from './numerals.ts';

test.each([
  ['chineseCounting', 10, '十'],
  ['chineseCounting', 12, '十二'],
  ['chineseCounting', 20, '二十'],
  ['chineseCountingThousand', 105, '一百零五'],
  ['chineseCountingThousand', 110, '一百一十'],
  ['chineseCountingThousand', 2006, '二千零六'],
  ['japaneseCounting', 31, '三十一'],
  ['ideographDigital', 10, '一〇'],
  ['chineseLegalSimplified', 11, '壹拾壹'],
  ['ideographTraditional', 3, '丙'],
  ['ideographZodiac', 1, '子'],
  ['decimal', 7, '7'],
  ['decimalZero', 7, '07'],
  ['decimalFullWidth', 12, '１２'],
  ['decimalEnclosedCircle', 1, '①'],
  ['decimalEnclosedCircle', 20, '⑳'],
  ['decimalEnclosedCircle', 21, '㉑'],
  ['decimalEnclosedCircle', 36, '㊱'],
  ['decimalEnclosedCircleChinese', 51, '51'],
  ['decimalEnclosedParen', 2, '⑵'],
  ['decimalEnclosedFullstop', 3, '⒊'],
  ['ideographEnclosedCircle', 2, '㊁'],
  ['upperLetter', 28, 'BB'],
  ['lowerLetter', 1, 'a'],
  ['lowerRoman', 4, 'iv'],
  ['upperRoman', 1994, 'MCMXCIV'],
  ['none', 1, ''],
  ['someFutureFormat', 5, '5'],
])('%s of %i is %s', (format, n, text) => {
  expect(formatNumber(n, format)).toBe(text);
});
