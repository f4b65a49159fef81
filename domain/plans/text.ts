import type { Certainty, Fact, Source } from './schema.ts';

/*
 * Every recogniser works on one Paper: the given text without line wraps, in two strings of the same length, `text`
 * as it is printed and `norm` with all widths made one, so that a pattern needs one form and a quotation stays true.
 * `at` gives for each unit of both the offset in the given text.
 */
export type Paper = { readonly text: string; readonly norm: string; readonly at: Int32Array };

/** [start, end) in the units of `paper.text`. */
export type Span = { readonly paper: Paper; readonly start: number; readonly end: number };

export const HAN = '\\u3400-\\u9fff';

export function textOf(span: Span): string {
  return span.paper.text.slice(span.start, span.end);
}

export function normOf(span: Span): string {
  return span.paper.norm.slice(span.start, span.end);
}

/** Offsets into the given text that hold the whole span; null when the span is empty. */
export function sourceOf(span: Span): Source {
  if (span.end <= span.start) return null;
  return [span.paper.at[span.start] ?? 0, (span.paper.at[span.end - 1] ?? 0) + 1];
}

/** A part of a span, by indices relative to it. */
export function cut(span: Span, from: number, to: number = span.end - span.start): Span {
  const start = Math.min(span.end, span.start + Math.max(0, from));
  return { paper: span.paper, start, end: Math.max(start, Math.min(span.end, span.start + to)) };
}

const SPACE = /\s/;

export function trim(span: Span, also = ''): Span {
  const skip = (i: number) => {
    const c = span.paper.norm[i] ?? '';
    return SPACE.test(c) || (also !== '' && also.includes(c));
  };
  let { start, end } = span;
  while (start < end && skip(start)) start++;
  while (end > start && skip(end - 1)) end--;
  return { paper: span.paper, start, end };
}

/** The quotation as a person would copy it: one line, no spaces inside Chinese text. */
export function quote(span: Span): string {
  return textOf(span)
    .trim()
    .replace(/\s*\n\s*/g, '')
    .replace(/(?<=[\u3000-\u9fff\uff00-\uffef])[ \u00a0\u3000\t]+(?=[\u3000-\u9fff\uff00-\uffef])/g, '');
}

export function fact<T>(value: T | null, span: Span | null, certainty: Certainty): Fact<T> {
  return { value, source: span === null ? null : sourceOf(span), certainty };
}

export function noFact<T>(): Fact<T> {
  return { value: null, source: null, certainty: 'unsure' };
}

const FOLDED: Record<string, string> = {
  '(': '（',
  ')': '）',
  '[': '〔',
  '【': '〔',
  '［': '〔',
  '﹝': '〔',
  ']': '〕',
  '】': '〕',
  '］': '〕',
  '﹞': '〕',
  ',': '，',
  ':': '：',
  ';': '；',
  '?': '？',
  '!': '！',
  '％': '%',
  '﹪': '%',
  '．': '.',
  '。': '。',
  '｡': '。',
  '､': '、',
  '﹑': '、',
  '•': '·',
  '／': '/',
  '～': '~',
  '〜': '~',
  '∼': '~',
  '—': '-',
  '–': '-',
  '－': '-',
  '―': '-',
  '─': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '﹣': '-',
  '｜': '|',
  '│': '|',
  '\u00a0': ' ',
  '\u3000': ' ',
  '︰': '：',
  '﹕': '：',
  '＜': '〈',
  '＞': '〉',
  '≥': '≥',
  '⩾': '≥',
  '≧': '≥',
  '⩽': '≤',
  '≦': '≤',
};

/** One unit in, one unit out: full-width digits and letters become ASCII, punctuation takes one form. */
export function foldWidths(text: string): string {
  const out: string[] = new Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? '';
    const code = text.charCodeAt(i);
    if ((code >= 0xff10 && code <= 0xff19) || (code >= 0xff21 && code <= 0xff3a) || (code >= 0xff41 && code <= 0xff5a))
      out[i] = String.fromCharCode(code - 0xfee0);
    else out[i] = FOLDED[c] ?? c;
  }
  return out.join('').replace(/(?<=\d)，(?=\d{3}(?!\d))/g, ',');
}
