import { Refused } from '#domain/refused.ts';
import { collectLines, rowLine } from './lines.ts';
import { type Piece, splitColumns } from './pdf-columns.ts';
import { dropFurniture, dropRepeatedHeads } from './pdf-furniture.ts';
import type { Page } from './pdf-geometry.ts';
import { takeGrids } from './pdf-grid.ts';
import type { Row } from './pdf-layout.ts';
import { fragmentsToLines } from './pdf-lines.ts';
import { joinParagraphs } from './pdf-paragraphs.ts';

const FEWEST_SIGNS_PER_PAGE = 8;

/**
 * The text of the pages of a PDF: wrapped lines joined to paragraphs, tables as rows, page numbers and running
 * headers left out. Throws `file_scanned` when there is next to no text, `file_too_large`.
 */
export function pagesToText(pages: readonly Page[], name: string): string {
  const rows = dropRepeatedHeads(dropFurniture(pages.map(readRows), pages)).flat();
  const lines = collectLines(name);
  for (const line of joinParagraphs(rows)) lines.add(line);
  const text = lines.text();
  const signs = text.replace(/\s/g, '').length;
  const unreadable = text.match(UNREADABLE)?.length ?? 0;
  if (signs - unreadable < Math.min(pages.length, 10) * FEWEST_SIGNS_PER_PAGE || unreadable > signs * 0.3) {
    throw new Refused('file_scanned', { name });
  }
  return text;
}

/** A font without a table to Unicode gives private signs: no better than a picture. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what such a font gives
const UNREADABLE = /[\u0000-\u0008\u000e-\u001f\ue000-\uf8ff\ufffd]/g;

function readRows(page: Page, number: number): Row[] {
  const { grids, rest } = takeGrids(page.fragments, page.rules);
  const tables = grids.map(({ top, rows }) => ({ rows, top }));
  const pieces: Piece[] = [...splitAround(page, rest, tables), ...tables];
  return pieces.sort((a, b) => topOf(a) - topOf(b)).flatMap((piece) => toRows(piece, number));
}

/** A table that alignment shows never reaches across one that is drawn. */
function splitAround(page: Page, rest: Page['fragments'], tables: readonly { top: number }[]): Piece[] {
  const borders = [-Infinity, ...tables.map((table) => table.top), page.height + 1e6];
  const lines = fragmentsToLines(rest);
  return borders.slice(1).flatMap((border, i) => {
    return splitColumns(lines.filter((line) => line.y > (borders[i] ?? -Infinity) && line.y <= border));
  });
}

function topOf(piece: Piece): number {
  return 'line' in piece ? piece.line.y : piece.top;
}

function toRows(piece: Piece, page: number): Row[] {
  if ('line' in piece) return [{ page, line: piece.line }];
  return piece.rows.map((cells) => ({ page, table: rowLine(cells) }));
}
