import type { Tone } from './StateTag.tsx';

/** A span of the text: start, end (exclusive) and the id of what was recognised there. */
export type TextMark = { readonly start: number; readonly end: number; readonly id: string; readonly tone?: Tone };

export type Piece = { readonly start: number; readonly text: string; readonly marks: readonly TextMark[] };
export type Block = { readonly start: number; readonly pieces: readonly Piece[] };

const roughly = 1200;
const atMost = 6000;

/** Cuts a text into blocks of whole lines (a very long line is cut), so that a page lays out only what is in sight. */
export function cutBlocks(text: string): { start: number; end: number }[] {
  const blocks: { start: number; end: number }[] = [];
  for (let start = 0; start < text.length; ) {
    const line = text.indexOf('\n', Math.min(start + roughly, text.length));
    const end = line === -1 ? text.length : line + 1;
    blocks.push({ start, end: Math.min(end, start + atMost) });
    start = Math.min(end, start + atMost);
  }
  return blocks;
}

/** The pieces of each block: stretches of text under the same marks, the shortest mark first. */
export function blocksOf(text: string, marks: readonly TextMark[]): Block[] {
  const sorted = marks.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
  let first = 0;
  return cutBlocks(text).map(({ start, end }) => {
    while (first < sorted.length && isBefore(sorted, first, start)) first += 1;
    const here = sorted.slice(first, upTo(sorted, end)).filter((mark) => mark.end > start);
    return { start, pieces: piecesOf(text, { start, end }, here) };
  });
}

/** May the mark at `at` and all before it be skipped for good? Marks may nest, so only a leading run counts. */
const isBefore = (sorted: readonly TextMark[], at: number, start: number): boolean => (sorted[at]?.end ?? 0) <= start;

function upTo(sorted: readonly TextMark[], end: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  return low;
}

function piecesOf(text: string, { start, end }: { start: number; end: number }, marks: readonly TextMark[]): Piece[] {
  const cuts = new Set([start, end]);
  for (const mark of marks) {
    if (mark.start > start) cuts.add(mark.start);
    if (mark.end < end) cuts.add(mark.end);
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, at) => {
    const to = places[at + 1] ?? end;
    const over = marks
      .filter((mark) => mark.start <= from && mark.end >= to)
      .sort((a, b) => a.end - a.start - (b.end - b.start));
    return { start: from, text: text.slice(from, to), marks: over };
  });
}
