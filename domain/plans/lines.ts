import { gaps } from './gaps.ts';
import { foldWidths, HAN, type Paper } from './text.ts';

/** A printed line after cleaning; `at` holds the offset of each unit in the given text. */
export type Line = {
  text: string;
  norm: string;
  at: number[];
  /** number of markdown '#', 0 without */
  hashes: number;
  /** an empty line stands before it */
  apart: boolean;
  /** it begins with a bullet or the indent of a paragraph */
  fresh: boolean;
};

/** A logical line of the paper: wraps undone. `start`/`end` are units of `paper.text`. */
export type Strip = { start: number; end: number; hashes: number };

/** Undoes line wraps and markdown, and remembers where everything stood. */
export function layOut(given: string): { paper: Paper; strips: Strip[] } {
  const lines = joinWraps(readLines(given));
  const strips: Strip[] = [];
  const texts: string[] = [];
  const norms: string[] = [];
  const at = new Int32Array(lines.reduce((sum, line) => sum + line.text.length + 1, 0));
  let end = 0;
  for (const line of lines) {
    strips.push({ start: end, end: end + line.text.length, hashes: line.hashes });
    at.set(line.at, end);
    end += line.text.length;
    at[end++] = (line.at.at(-1) ?? 0) + 1;
    texts.push(line.text);
    norms.push(line.norm);
  }
  return { paper: { text: texts.join('\n'), norm: norms.join('\n'), at }, strips };
}

const PAGE = /^(?:-{1,2} ?\d{1,3} ?-{1,2}|第 ?\d{1,3} ?页(?:[，/ ]?共 ?\d{1,3} ?页)?)$/;

function readLines(given: string): Line[] {
  const lines: Line[] = [];
  let apart = false;
  let start = 0;
  while (start <= given.length) {
    const found = given.indexOf('\n', start);
    const end = found === -1 ? given.length : found;
    const line = cleanLine(given, start, end);
    start = end + 1;
    // The number of a page stands between the halves of a sentence.
    if (PAGE.test(line.norm)) continue;
    if (line.text === '') apart = true;
    else {
      lines.push({ ...line, apart });
      apart = false;
    }
  }
  return lines;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to go
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/;
const BLANK = /[ \u00a0\u3000]/;

function cleanLine(given: string, from: number, to: number): Line {
  const raw = given.slice(from, to);
  const mark = /^[\s\u3000>]*(#{1,6})?[\s\u3000]*(?:[-*+•·●◆■□○▪➢►▶][ \t\u3000]+)?/.exec(raw);
  const skipped = mark?.[0].length ?? 0;
  // Empty cells at the end of a row of tabs are kept: they tell that the row is one.
  const tail = /\t\t+$/.test(raw) ? raw.length : raw.trimEnd().length;
  if (/^[\s\-=_*—]*$/.test(raw)) return { text: '', norm: '', at: [], hashes: 0, apart: false, fresh: false };
  const chars: string[] = [];
  const at: number[] = [];
  for (let i = skipped; i < tail; i++) {
    const c = raw[i] ?? '';
    if (INVISIBLE.test(c) || (c === '*' && !(/\d/.test(raw[i - 1] ?? '') && /\d/.test(raw[i + 1] ?? '')))) continue;
    if (c === '\\' && /[#*_|.()[\]-]/.test(raw[i + 1] ?? '')) continue;
    if (BLANK.test(c) && isIdleSpace(chars.at(-1) ?? '', nextInk(raw, i, tail), isSingle(raw, i))) continue;
    chars.push(c);
    at.push(from + i);
  }
  const text = chars.join('');
  const fresh = /^(?:[\u3000]{2}| {4}|\s*[-*+•·●◆■□○▪➢►▶][ \t\u3000])/.test(raw);
  return { text, norm: foldWidths(text), at, hashes: mark?.[1]?.length ?? 0, apart: false, fresh };
}

function nextInk(raw: string, from: number, end: number): string {
  let i = from;
  while (i < end && BLANK.test(raw[i] ?? '')) i++;
  return raw[i] ?? '';
}

/** A single space between a digit and Chinese text, or any beside brackets, carries nothing ("2023 年 6 月", "（ 一 ）"). */
function isIdleSpace(before: string, after: string, single: boolean): boolean {
  if (before === '' || after === '') return true;
  if (/[（(《“〔【]/.test(before) || /[）)》”，。；：〕】]/.test(after)) return true;
  if (!single) return false;
  const ahead = /\d/.test(after) && /[\u3400-\u9fff]/.test(before);
  return ahead || (/\d/.test(before) && /[年月日个家处件次人名场项%至]/.test(after));
}

function isSingle(raw: string, i: number): boolean {
  return raw[i] === ' ' && !BLANK.test(raw[i - 1] ?? '') && !BLANK.test(raw[i + 1] ?? '');
}

const NUMBERED =
  /^(?:第[一二三四五六七八九十百零〇\d]{1,4}(?:编|章|节|条|部分|阶段|步)|[一二三四五六七八九十]{1,4}[、.．]|（[一二三四五六七八九十\d]{1,4}）|(?!20\d\d、)\d{1,5}(?:[、）]|\.(?!\d)|\.(?=20\d\d年))|\d{1,2}(?:\.\d{1,2}){1,3}[ 、.]|\d{1,2} (?=[\u3400-\u9fff]{2,16}$)|(?:任务|行动|工程|举措|专项|专题|板块|措施)[一二三四五六七八九十\d]{1,2}(?:：|、|\s)|[\u3220-\u3229\u2460-\u249b]|附\s*件)/;

export function startsNumbered(norm: string): boolean {
  return NUMBERED.test(norm);
}

/** Joins a line that breaks off in mid-sentence with what follows it. */
function joinWraps(lines: readonly Line[]): Line[] {
  const width = wrapWidth(lines);
  const words = trigrams(lines);
  const out: Line[] = [];
  let openCell = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const last = out.at(-1);
    if (line === undefined) continue;
    const inCell = i < openCell;
    if (openCell <= i && isLoneCell(last) && !line.norm.includes('|')) openCell = cellEnd(lines, i);
    if (last !== undefined && (inCell || goesOn(last, line, width, words))) out[out.length - 1] = join(last, line);
    else out.push({ ...line, at: line.at });
  }
  return out;
}

function join(a: Line, b: Line): Line {
  // The joined line stays one array, so that a text of many short lines is still read in linear time.
  const gap = /[A-Za-z]$/.test(a.text) && /^[A-Za-z]/.test(b.text) ? ' ' : '';
  for (let i = 0; i < gap.length; i++) a.at.push((a.at.at(-1) ?? 0) + 1);
  for (const offset of b.at) a.at.push(offset);
  return { ...a, text: a.text + gap + b.text, norm: a.norm + gap + b.norm };
}

/** A cell on a line of its own: "市市场监管局 |". */
function isLoneCell(line: Line | undefined): boolean {
  return line !== undefined && /^[^|\t]*\|$/.test(line.norm);
}

/** Index of the first line after the cell that begins at `from`; `from` when no cell closes soon. */
function cellEnd(lines: readonly Line[], from: number): number {
  for (let i = from; i < Math.min(lines.length, from + 12); i++) {
    const norm = lines[i]?.norm ?? '';
    if (i > from && /^[一二三四五六七八九十]{1,3}、|^附\s*件/.test(norm)) return from;
    if (norm.includes('|')) return /^[^|\t]*\|$/.test(norm) ? i + 1 : from;
  }
  return from;
}

/** The width at which the text was wrapped; 0 when its lines are whole paragraphs. */
function wrapWidth(lines: readonly Line[]): number {
  const lengths = lines.map((line) => line.text.length).sort((a, b) => a - b);
  const width = lengths[Math.floor(lengths.length * 0.95)] ?? 0;
  const full = lines.filter((line) => line.text.length >= width - 3 && !/[|\t]/.test(line.norm));
  const broken = full.filter((line) => !/[。；：！？|]$/.test(line.norm)).length;
  return width >= 16 &&
    width <= 80 &&
    full.length >= 6 &&
    full.length >= lines.length * 0.3 &&
    broken >= full.length * 0.6
    ? width
    : 0;
}

function trigrams(lines: readonly Line[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const line of lines)
    for (let i = 0; i + 3 <= line.norm.length && words.size < 400_000; i++) words.add(line.norm.slice(i, i + 3));
  return words;
}

/** A line of units that ends with a whole name: "责任单位：省法院、省检察院". */
const LISTED_UNITS =
  /(?:单位|部门|科室|处室|股室|牵头|分工)：[^。；]{2,120}(?:局|厅|委|院|部|办|会|所|队|府|联|中心|公司|处|科|股|单位|部门|区|县|市)$/;
const META = /^[^，。]{1,12}：/;

function goesOn(last: Line, line: Line, width: number, words: ReadonlySet<string>): boolean {
  const a = last.norm;
  const b = line.norm;
  if (/[|\t]/.test(a) || /[|\t]/.test(b) || line.hashes > 0 || line.fresh || startsNumbered(b)) return false;
  if (gaps(a) >= 2 || gaps(b) >= 2) return false;
  if (LISTED_UNITS.test(a) && !/^[、，；）]/.test(b)) return false;
  if (/[。！？；：]$/.test(a) || /[。！？；：][”’）〕》]$/.test(a)) return false;
  if (/^[，、。；：）》”〕%]/.test(b)) return true;
  if (/[，、（《“〔]$/.test(a)) return !/^[^。，]{0,30}：$/.test(b) || a.length > 12;
  if (isOpen(a) && a.length >= 8) return true;
  if (last.text.length > 240 && !line.apart) return false;
  const plain = last.hashes === 0 && !startsNumbered(a) && !META.test(a);
  const inSentence = /[。；]/.test(a) || (plain && /，/.test(a) && a.length > 16);
  if (inSentence && !closesItem(a) && !looksLikeSignature(b)) return true;
  if (width > 0 && !line.apart && last.text.length >= width - 4 && !META.test(b))
    return lastLineLength(last, width) >= width - 4;
  const seam = a.slice(-2) + b.slice(0, 2);
  return (
    a.length >= 12 && words.has(seam.slice(0, 3)) && words.has(seam.slice(1)) && new RegExp(`^[${HAN}]{4}$`).test(seam)
  );
}

/** Length of what the last printed line added: offsets jump where a wrap was undone. */
function lastLineLength(last: Line, width: number): number {
  const from = Math.max(0, last.at.length - width * 2);
  for (let i = last.at.length - 1; i > from; i--)
    if ((last.at[i] ?? 0) - (last.at[i - 1] ?? 0) > 1 && last.at.length - i > 3) return last.at.length - i;
  return last.at.length;
}

function isOpen(norm: string): boolean {
  const tail = norm.slice(-80);
  const opened = (open: string, close: string) => tail.lastIndexOf(open) > tail.lastIndexOf(close);
  return opened('《', '》') || opened('（', '）') || opened('“', '”');
}

/** "…推进。（责任单位：甲、乙）" is complete although no full stop ends it. */
function closesItem(norm: string): boolean {
  return /[）〕》”]$/.test(norm);
}

function looksLikeSignature(norm: string): boolean {
  return (
    norm.length <= 30 && (/^\d{4}年\d{1,2}月\d{1,2}日$/.test(norm) || /(?:局|府|办公室|委员会|厅|院|会)$/.test(norm))
  );
}
