import type { Page } from './pdf-geometry.ts';
import type { Row } from './pdf-layout.ts';
import { lineText } from './pdf-lines.ts';

const DIGITS = '[\\d０-９]{1,4}';
const DASH = '[-—–－―·•~\\s]*';
const PAGE_NUMBER = new RegExp(
  [
    `^${DASH}${DIGITS}${DASH}$`,
    `^第\\s*(${DIGITS}|[一二三四五六七八九十百]+)\\s*页([\\s,，、/／]*共\\s*(${DIGITS}|[一二三四五六七八九十百]+)\\s*页)?$`,
    `^${DIGITS}\\s*[/／]\\s*${DIGITS}$`,
    `^page\\s*\\d+(\\s*(of|/)\\s*\\d+)?$`,
    // What a browser prints around a page: its address, and the moment of printing.
    `^(https?|file)://\\S+(\\s+\\d+\\s*/\\s*\\d+)?$`,
    `^\\d{1,4}[/-]\\d{1,2}[/-]\\d{1,4},?\\s+(上午|下午)?\\d{1,2}:\\d{2}(\\s*[AP]M)?(\\s.*)?$`,
  ].join('|'),
  'i',
);
/** Where running headers and page numbers stand: the outermost parts of the page. */
const MARGIN = 0.12;
const OUTER_ROWS = 2;

/** Leaves out page numbers, and what stands at the same height at the edge of most pages. */
export function dropFurniture(rows: readonly Row[][], pages: readonly Page[]): Row[][] {
  const seen = new Map<string, number>();
  for (const [page, some] of rows.entries()) {
    for (const key of new Set(outer(some).map((row) => keyOf(row, pages[page]))))
      seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const often = Math.max(2, Math.ceil(pages.length * 0.4));
  return rows.map((some, page) => {
    const edges = new Set(outer(some));
    return some.filter((row) => {
      if (!edges.has(row) || !('line' in row)) return true;
      const text = lineText(row.line).trim();
      if (PAGE_NUMBER.test(text)) return !inMargin(row.line.y, pages[page]);
      return !inMargin(row.line.y, pages[page]) || (seen.get(keyOf(row, pages[page])) ?? 0) < often;
    });
  });
}

/** A table that runs over pages repeats its head on each: only the first is kept. */
export function dropRepeatedHeads(pages: readonly Row[][]): Row[][] {
  let head = '';
  let before: Row | undefined;
  return pages.map((rows, page) => {
    const kept: Row[] = [];
    for (const [i, row] of rows.entries()) {
      const repeated = page > 0 && i === 0 && 'table' in row && before && 'table' in before && row.table === head;
      if ('table' in row && !(before && 'table' in before)) head = row.table;
      if (!repeated) kept.push(row);
      before = row;
    }
    return kept;
  });
}

function outer(rows: readonly Row[]): Row[] {
  return rows.filter((_, i) => i < OUTER_ROWS || i >= rows.length - OUTER_ROWS);
}

function keyOf(row: Row, page: Page | undefined): string {
  if (!('line' in row)) return row.table;
  const place = Math.round((row.line.y / (page?.height ?? 1)) * 100);
  return `${place} ${lineText(row.line).replace(/[\d０-９]+/g, '#')}`;
}

function inMargin(y: number, page: Page | undefined): boolean {
  const height = page?.height ?? 0;
  return y < height * MARGIN || y > height * (1 - MARGIN);
}
