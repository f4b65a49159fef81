import type { Fragment } from './pdf-geometry.ts';

/** A run of text without a wide gap, and a line of such runs from left to right. */
export type Segment = { text: string; x: number; right: number };

export type Line = { y: number; size: number; x: number; right: number; segments: Segment[] };

/** A gap wider than this many letters parts two columns; justified text stretches less. */
const COLUMN_GAP = 1.5;
/** The inner edges of two table cells leave at least this much. */
const CELL_GAP = 0.6;

/** Rebuilds the lines of a page, top to bottom, from pieces in whatever order the file has them. */
export function fragmentsToLines(fragments: readonly Fragment[]): Line[] {
  return toRows(fragments).map(({ y, size, fragments: some }) => {
    const segments = toSegments(some);
    return { y, size, x: segments[0]?.x ?? 0, right: segments.at(-1)?.right ?? 0, segments };
  });
}

/** Whether two or more lines have a gap such as the borders of table cells leave. */
export function hasColumns(fragments: readonly Fragment[]): boolean {
  const parted = toRows(fragments).filter((row) => toSegments(row.fragments, CELL_GAP).length > 1);
  return parted.length >= 2;
}

/** The text of a line: columns parted by one space unless a sign of their own parts them. */
export function lineText(line: Line): string {
  return line.segments.map((segment) => segment.text).join(' ');
}

/** Joins two pieces of one sentence: Latin words need a space between them, Chinese signs none. */
export function joinText(before: string, after: string): string {
  return (
    before + (/[\w.,;:)%]$/.test(before) && /^[\w(]/.test(after) && !isChineseNumber(before, after) ? ' ' : '') + after
  );
}

/** 2023 年 breaks anywhere: digits on both sides of a wrap inside Chinese text belong together. */
function isChineseNumber(before: string, after: string): boolean {
  return /[\u3000-\u9fff]\d*$/.test(before) && /^\d+[\u3000-\u9fff]/.test(after);
}

function toRows(fragments: readonly Fragment[]) {
  const rows: { y: number; size: number; fragments: Fragment[] }[] = [];
  for (const fragment of fragments.filter(isVisible).sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    if (row && fragment.y - row.y < 0.45 * Math.max(row.size, fragment.size)) {
      row.fragments.push(fragment);
      // A raised footnote mark must not become the base line of its row.
      if (fragment.size > row.size) Object.assign(row, { y: fragment.y, size: fragment.size });
    } else rows.push({ y: fragment.y, size: fragment.size, fragments: [fragment] });
  }
  for (const row of rows) row.fragments.sort((a, b) => a.x - b.x);
  return rows;
}

function isVisible(fragment: Fragment): boolean {
  return fragment.text.trim() !== '' && fragment.size > 0;
}

function toSegments(fragments: readonly Fragment[], widest = COLUMN_GAP): Segment[] {
  const segments: Segment[] = [];
  let last: Fragment | undefined;
  for (const fragment of fragments) {
    const segment = segments.at(-1);
    const text = fragment.text.trim();
    const gap = last ? fragment.x - (last.x + last.width) : 0;
    if (!segment || !last || gap > widest * Math.max(last.size, fragment.size)) {
      segments.push({ text, x: fragment.x, right: fragment.x + fragment.width });
    } else {
      const latin = /[\x21-\x7e]$/.test(segment.text) && /^[\x21-\x7e]/.test(text);
      const space = latin && (gap > 0.2 * fragment.size || /\s$/.test(last.text) || /^\s/.test(fragment.text));
      segment.text += space ? ` ${text}` : text;
      segment.right = Math.max(segment.right, fragment.x + fragment.width);
    }
    last = fragment;
  }
  return segments;
}
