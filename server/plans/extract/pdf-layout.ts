import { type Line, lineText } from './pdf-lines.ts';

/** A line of text or a finished table row, with the number of its page. */
export type Row = { page: number; line: Line } | { page: number; table: string };

/** How a document is set: its body size, the edges of each page, and what marks the beginning of a paragraph. */
export type Layout = {
  size: number;
  margins: ReadonlyMap<number, { left: number; right: number }>;
  /** The usual distance of two lines, in letter sizes. */
  pitch: number;
  marks: 'indents' | 'gaps' | 'nothing';
};

/** A gap between paragraphs is at least this much wider than between lines. */
export const WIDER = 1.3;

/** Measures the lines of all pages; table rows do not count. */
export function measureLayout(rows: readonly Row[]): Layout {
  const pages = new Map<number, Line[]>();
  for (const row of rows) {
    if (!('line' in row)) continue;
    const lines = pages.get(row.page) ?? [];
    pages.set(row.page, lines);
    lines.push(row.line);
  }
  const all = [...pages.values()].flat();
  const size = commonSize(all);
  const margins = measureMargins(pages, size);
  const pitches = [...pages.values()].flatMap((lines) => pitchesOf(lines, size));
  const pitch = [...pitches].sort((a, b) => a - b)[Math.floor(pitches.length / 2)] ?? 1.5;
  const gaps = pitches.filter((each) => each > pitch * WIDER).length;
  const marks = usesIndents(pages, margins) ? 'indents' : isSome(gaps, pitches.length) ? 'gaps' : 'nothing';
  return { size, margins, pitch, marks };
}

/** Often enough to be meant, too rare to be the rule. */
function isSome(count: number, of: number): boolean {
  return count >= 2 && count >= of * 0.05 && count < of * 0.95;
}

function pitchesOf(lines: readonly Line[], size: number): number[] {
  return lines.flatMap((line, i) => {
    const before = lines[i - 1];
    const body = before && isBody(before, size) && isBody(line, size) && line.y > before.y;
    return body ? [(line.y - before.y) / size] : [];
  });
}

function isBody(line: Line, size: number): boolean {
  return Math.abs(line.size - size) < size * 0.15;
}

/** Only a page turned sideways is wider than the others; any other uses their common edges. */
function measureMargins(pages: ReadonlyMap<number, Line[]>, size: number): Layout['margins'] {
  const all = edges([...pages.values()].flat().filter((line) => isBody(line, size)));
  return new Map(
    [...pages].map(([page, lines]) => {
      const own = edges(lines.filter((line) => isBody(line, size)));
      return [page, own.right > all.right + size * 4 ? own : all];
    }),
  );
}

/** The right edge that a tenth of the lines reach, so that one line hanging out does not make all others short. */
function edges(lines: readonly Line[]): { left: number; right: number } {
  const rights = lines.map((line) => line.right).sort((a, b) => b - a);
  const lefts = lines.map((line) => line.x).sort((a, b) => a - b);
  return { left: lefts[Math.floor(lefts.length / 20)] ?? 0, right: rights[Math.floor(rights.length / 10)] ?? 0 };
}

function commonSize(lines: readonly Line[]): number {
  const lengths = new Map<number, number>();
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2;
    lengths.set(size, (lengths.get(size) ?? 0) + lineText(line).length);
  }
  return [...lengths].reduce<[number, number]>((best, each) => (each[1] > best[1] ? each : best), [0, -1])[0];
}

/** A document uses indents when some of its lines begin about two signs in and others at the edge. */
function usesIndents(pages: ReadonlyMap<number, Line[]>, margins: Layout['margins']): boolean {
  const lines = [...pages].flatMap(([page, some]) =>
    some.map((line) => ({ line, left: margins.get(page)?.left ?? 0 })),
  );
  const indented = lines.filter(({ line, left }) => {
    const signs = (line.x - left) / line.size;
    return signs > 1.5 && signs < 2.6;
  });
  return isSome(indented.length, lines.length);
}
