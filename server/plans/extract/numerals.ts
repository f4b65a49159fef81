const DIGITS = '零一二三四五六七八九';
const LEGAL_DIGITS = '零壹贰叁肆伍陆柒捌玖';
const HEAVENLY_STEMS = '甲乙丙丁戊己庚辛壬癸';
const EARTHLY_BRANCHES = '子丑寅卯辰巳午未申酉戌亥';

type Format = (n: number) => string;

/** Number formats of word processors (ECMA-376 part 1, 17.18.59, ST_NumberFormat) that Chinese documents use. */
const formats: Readonly<Record<string, Format>> = {
  decimal: String,
  decimalHalfWidth: String,
  decimalZero: (n) => String(n).padStart(2, '0'),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedFullstop: (n) => within(n, 20, 0x2488),
  decimalEnclosedParen: (n) => within(n, 20, 0x2474),
  chineseCounting: (n) => counted(n, DIGITS, '十百千'),
  chineseCountingThousand: (n) => counted(n, DIGITS, '十百千'),
  japaneseCounting: (n) => counted(n, DIGITS, '十百千'),
  taiwaneseCounting: (n) => counted(n, DIGITS, '十百千'),
  taiwaneseCountingThousand: (n) => counted(n, DIGITS, '十百千'),
  chineseLegalSimplified: (n) => counted(n, LEGAL_DIGITS, '拾佰仟'),
  ideographLegalTraditional: (n) => counted(n, LEGAL_DIGITS, '拾佰仟'),
  japaneseLegal: (n) => counted(n, LEGAL_DIGITS, '拾佰仟'),
  ideographDigital: digitByDigit,
  japaneseDigitalTenThousand: digitByDigit,
  taiwaneseDigital: digitByDigit,
  ideographTraditional: (n) => HEAVENLY_STEMS[n - 1] ?? String(n),
  ideographZodiac: (n) => EARTHLY_BRANCHES[n - 1] ?? String(n),
  ideographEnclosedCircle: (n) => within(n, 10, 0x3280),
  upperLetter: (n) => letters(n, 65),
  lowerLetter: (n) => letters(n, 97),
  upperRoman: roman,
  lowerRoman: (n) => roman(n).toLowerCase(),
  ordinal: (n) => `${n}.`,
  none: () => '',
  bullet: () => '',
};

/** `formatNumber(12, 'chineseCounting')` → 十二. An unknown format prints decimal digits, as Word does. */
export function formatNumber(n: number, format: string): string {
  return n < 0 || n > 100_000 ? String(n) : (formats[format] ?? String)(n);
}

function fullWidth(n: number): string {
  return String(n).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}

function circled(n: number): string {
  if (n >= 21 && n <= 35) return String.fromCharCode(0x3251 + n - 21);
  if (n >= 36 && n <= 50) return String.fromCharCode(0x32b1 + n - 36);
  return within(n, 20, 0x2460);
}

function within(n: number, last: number, first: number): string {
  return n >= 1 && n <= last ? String.fromCharCode(first + n - 1) : String(n);
}

function digitByDigit(n: number): string {
  return [...String(n)].map((digit) => (digit === '0' ? '〇' : DIGITS[Number(digit)])).join('');
}

/** 10 → 十, 21 → 二十一, 105 → 一百零五. */
function counted(n: number, digits: string, units: string): string {
  if (n === 0 || n >= 10_000) return digitByDigit(n);
  const places = [...String(n)].map(Number);
  const words = places.map((digit, i) =>
    digit === 0 ? '零' : `${digits[digit]}${units[places.length - 2 - i] ?? ''}`,
  );
  const joined = words.join('').replace(/零+/g, '零').replace(/零$/, '');
  return joined.replace(/^一十/, '十');
}

/** 1 → A, 27 → AA, 28 → BB: word processors repeat the letter. */
function letters(n: number, first: number): string {
  return n < 1 ? '' : String.fromCharCode(first + ((n - 1) % 26)).repeat(Math.min(Math.ceil(n / 26), 20));
}

const ROMAN: readonly [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(n: number): string {
  let rest = Math.min(n, 9999);
  let text = '';
  for (const [value, letter] of ROMAN) {
    text += letter.repeat(Math.floor(rest / value));
    rest %= value;
  }
  return text;
}
