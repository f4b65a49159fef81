import { joinText, type Line } from './pdf-lines.ts';

/** Lines that stay text, and tables that only alignment shows, in the order of the page. */
export type Piece = { line: Line } | { rows: string[][]; top: number };

const FEWEST_ROWS = 3;

/**
 * Finds tables without drawn lines: three or more rows whose runs of text begin at the same places. A line between
 * them that lacks the first column continues the cells above it.
 */
export function splitColumns(lines: readonly Line[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < lines.length) {
    const table = tableAt(lines, at);
    const line = lines[at];
    if (table) pieces.push({ rows: table.rows, top: line?.y ?? 0 });
    else if (line) pieces.push({ line });
    at += table?.length ?? 1;
  }
  return pieces;
}

function tableAt(lines: readonly Line[], from: number): { rows: string[][]; length: number } | null {
  const first = lines[from];
  if (!first || first.segments.length < 2) return null;
  const columns = first.segments.map((segment) => ({ x: segment.x, right: segment.right }));
  const rows: string[][] = [];
  let at = from;
  for (; at < lines.length; at++) {
    const line = lines[at];
    const cells = line && follows(line, lines[at - 1], at === from) ? cellsOf(line, columns) : null;
    if (!line || !cells) break;
    const last = rows.at(-1);
    if (cells[0] === '' && last)
      rows.splice(
        -1,
        1,
        last.map((cell, i) => joinText(cell, cells[i] ?? '')),
      );
    else if (line.segments.length < 2) break;
    else rows.push(cells);
  }
  return rows.length >= FEWEST_ROWS ? { rows, length: at - from } : null;
}

function follows(line: Line, before: Line | undefined, isFirst: boolean): boolean {
  return isFirst || !before || line.y - before.y < 3.5 * Math.max(line.size, before.size);
}

/** Each run in the column it overlaps most; null when a run belongs to none or two share one. */
function cellsOf(line: Line, columns: { x: number; right: number }[]): string[] | null {
  const cells = columns.map(() => '');
  for (const segment of line.segments) {
    const found = columns.findIndex(
      (column, i) =>
        Math.abs(segment.x - column.x) < line.size ||
        (segment.x < column.right && segment.right > column.x && segment.right < (columns[i + 1]?.x ?? Infinity)),
    );
    const column = columns[found];
    if (!column || cells[found] !== '') return null;
    cells[found] = segment.text;
    column.right = Math.max(column.right, segment.right);
    column.x = Math.min(column.x, segment.x);
  }
  return cells;
}
