const DIGIT: Record<string, number> = {
  〇: 0,
  零: 0,
  '○': 0,
  Ｏ: 0,
  O: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const SCALE: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const BIG: Record<string, number> = { 万: 10_000, 亿: 100_000_000 };

/** Pattern of one number, in digits or Chinese numerals; without signs. Use inside a larger pattern. */
export const NUMBER = '(?:\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|[一二三四五六七八九十百千两零〇]+)[万亿]?';

/** "15", "1,200", "1.5万", "二十", "一百零五", "两", "二〇二三" -> a number; null when it is none. */
export function readNumber(text: string): number | null {
  const clean = text.trim();
  const scale = BIG[clean.at(-1) ?? ''];
  if (scale !== undefined && clean.length > 1) {
    const head = readNumber(clean.slice(0, -1));
    return head === null ? null : Math.round(head * scale * 1000) / 1000;
  }
  if (/^\d[\d,]*(\.\d+)?$/.test(clean)) return Number(clean.replaceAll(',', ''));
  return readHan(clean);
}

function readHan(text: string): number | null {
  if (text === '' || text.length > 12) return null;
  let total = 0;
  let digit: number | null = null;
  let placed = false;
  let last = 1;
  for (const c of text) {
    const scale = SCALE[c] ?? BIG[c];
    const value = DIGIT[c];
    if (scale !== undefined) {
      total = SCALE[c] === undefined ? (total + (digit ?? 0)) * scale : total + (digit ?? 1) * scale;
      digit = null;
      placed = true;
      last = scale;
    } else if (value === undefined) return null;
    else if (placed) {
      digit = value;
      if (value === 0) last = 10;
    } else digit = (digit ?? 0) * 10 + value;
  }
  // "一百五" is 150: a last digit without a scale stands one place below the scale before it.
  if (placed && digit !== null && last >= 100) return total + digit * (last / 10);
  return total + (digit ?? 0);
}
