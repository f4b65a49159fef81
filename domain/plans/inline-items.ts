import { cut, normOf, type Span, trim } from './text.ts';

const MARK = /(?<=^|[。；：，])(?:（(?<n>\d{1,2})）|(?<c>[\u2460-\u2473]))/g;

/** "（1）成立专班；（2）聘请专家。" inside a paragraph, each item with its number. Empty when it does not count from one. */
export function inlineItems(span: Span): { no: string; span: Span }[] {
  const norm = normOf(span);
  const marks = [...norm.matchAll(MARK)].filter((found, index) => numberOf(found) === index + 1);
  return marks.flatMap((found, index) => {
    const at = trim(cut(span, found.index + found[0].length, marks[index + 1]?.index), '；， ');
    return at.end > at.start ? [{ no: found[0], span: at }] : [];
  });
}

function numberOf(found: RegExpMatchArray): number {
  const { n, c } = found.groups ?? {};
  return n === undefined ? (c ?? '').charCodeAt(0) - 0x245f : Number(n);
}
