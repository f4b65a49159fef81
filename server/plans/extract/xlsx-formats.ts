import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

/** What a cell style makes of its number. */
export type Formats = { kinds: readonly ('number' | 'date' | 'percent')[]; dates1904: boolean };

/** Reads styles.xml: per cell style whether its number is a date or a percentage (ECMA-376 part 1, 18.8.30). */
export function readFormats(zip: Zip, path: string | undefined, dates1904: boolean): Formats {
  const codes = new Map<number, string>();
  const kinds: Formats['kinds'][number][] = [];
  if (!path) return { kinds, dates1904 };
  readXml(zip, path, {
    root: 'styleSheet',
    keep: new Set(['numFmt', 'cellXfs', 'xf']),
    drop: new Set(['cellStyleXfs', 'dxfs', 'extLst']),
    each: (node) => {
      if (node.name === 'numFmt') codes.set(Number(node.attributes.numFmtId), node.attributes.formatCode ?? '');
      if (node.name !== 'cellXfs') return;
      for (const style of node.children) {
        const id = Number(style.attributes.numFmtId ?? 0);
        kinds.push(kindOf(id, codes.get(id)));
      }
    },
  });
  return { kinds, dates1904 };
}

/** `formatCell('45057', style)` → 2023-05-11 for a date style, `1` → 100% for a percentage. */
export function formatCell(value: string, style: number, formats: Formats): string {
  const number = Number(value);
  const kind = formats.kinds[style] ?? 'number';
  if (value === '' || !Number.isFinite(number)) return value;
  if (kind === 'percent') return `${tidy(number * 100)}%`;
  return kind === 'date' ? isoDate(number, formats.dates1904) : tidy(number);
}

const DAY = 86_400_000;

/** Built-in date formats, with those that only the Chinese, Japanese and Korean editions define. */
function kindOf(id: number, code: string | undefined): Formats['kinds'][number] {
  if (id === 9 || id === 10) return 'percent';
  if (code === undefined)
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58) ? 'date' : 'number';
  const bare = code.replace(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]|_./gi, '');
  if (/[ymdhs]/i.test(bare) && !/general/i.test(bare)) return 'date';
  return bare.includes('%') ? 'percent' : 'number';
}

/** Binary fractions are not what the author typed: 0.30000000000000004 is 0.3. */
function tidy(number: number): string {
  return String(Number(number.toPrecision(12)));
}

/** Serial day 60 is 29 February 1900, which did not exist; days before it count from one day later. */
function isoDate(serial: number, dates1904: boolean): string {
  const days = dates1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const date = new Date(Date.UTC(1899, 11, 30) + Math.round(days * 86_400) * 1000);
  if (Number.isNaN(date.getTime()) || serial < 0 || date.getUTCFullYear() > 9999) return tidy(serial);
  const text = date.toISOString();
  if (days < 1) return text.slice(11, 16);
  return date.getTime() % DAY === 0 ? text.slice(0, 10) : text.slice(0, 16);
}
