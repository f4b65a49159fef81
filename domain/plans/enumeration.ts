import type { Part } from './part.ts';
import { cut, normOf, type Span, trim } from './text.ts';

const MARK =
  /(?<=^|[。；：，\n])\s*(?:(?<is>[一二三四五六七八九十]{1,2})(?:是|要)|第(?<th>[一二三四五六七八九十]{1,2})，|其(?<of>[一二三四五六七八九十])，)/g;
const ORDER = '一二三四五六七八九十';

type Mark = { text: number; start: number; body: number; no: string };

/**
 * The items of "一是…；二是…；三是…", each as a part with its first words as title, whether they stand in one
 * paragraph or each in its own. Empty when the text does not count from one.
 */
export function enumerated(texts: readonly Span[]): Part[] {
  const marks: Mark[] = [];
  texts.forEach((span, text) => {
    for (const found of normOf(span).matchAll(MARK)) {
      const no = found.groups?.is ?? found.groups?.th ?? found.groups?.of ?? '';
      if (no !== nextNo(marks.length)) continue;
      marks.push({ text, start: found.index, body: found.index + found[0].length, no });
    }
  });
  return marks.flatMap((mark, index) => {
    const span = texts[mark.text];
    const next = marks[index + 1];
    if (span === undefined) return [];
    const end = next !== undefined && next.text === mark.text ? next.start : undefined;
    const own = trim(cut(span, mark.body, end));
    const more = texts.slice(mark.text + 1, end === undefined ? (next?.text ?? mark.text + 1) : mark.text + 1);
    return [toPart(mark.no, trim(cut(span, mark.start, end)), own, more)];
  });
}

function nextNo(count: number): string {
  return count < 10 ? (ORDER[count] ?? '') : `十${ORDER[count - 10] ?? ''}`;
}

const LONGEST_TITLE = 30;

function toPart(no: string, span: Span, own: Span, more: readonly Span[]): Part {
  const norm = normOf(own);
  const stop = /[。；：]/.exec(norm)?.index ?? norm.length;
  const comma = norm.indexOf('，');
  const end = stop <= LONGEST_TITLE || comma === -1 ? stop : comma;
  const rest = trim(cut(own, end), '。；：， ');
  const whole = rest.end === rest.start || norm[end] === '，' || norm[end] === '；';
  const body = whole ? own : { ...rest, end: own.end };
  return {
    no,
    rank: 4,
    title: trim(cut(own, 0, end), '。；：，'),
    titled: true,
    span: { ...span, end: Math.max(span.end, more.at(-1)?.end ?? 0) },
    blocks: [body, ...more].map((each) => ({ kind: 'text' as const, span: each })),
    parts: [],
  };
}

const TITLE_LINE = /^[\u3400-\u9fff“”、]{4,20}$/;

/** Short lines without a number or a stop, each above its paragraphs: headings that lost their numbers. */
export function titledLines(texts: readonly Span[]): Part[] {
  const at = texts.flatMap((span, index) => {
    const next = texts[index + 1];
    const heads = TITLE_LINE.test(normOf(span)) && next !== undefined && /[。；）]$/.test(normOf(next));
    return heads ? [index] : [];
  });
  // A text that does not open with such a line, or has one by chance, is none.
  if (at.length < 2 || (at[0] ?? 9) > 1) return [];
  return at.flatMap((from, index) => {
    const title = texts[from];
    const body = texts.slice(from + 1, at[index + 1]);
    if (title === undefined) return [];
    const part: Part = {
      no: null,
      rank: 4,
      title,
      titled: true,
      span: { ...title, end: body.at(-1)?.end ?? title.end },
      blocks: body.map((span) => ({ kind: 'text' as const, span })),
      parts: [],
    };
    return [part];
  });
}
