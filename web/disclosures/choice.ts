import type { Box } from '#seal/redact/boxes.ts';
import type { Choice, Shown } from '#seal/redact/jobs.ts';
import { fold, type Mark, marksOf } from '#seal/redact/marks.ts';
import type { SheetMarks } from '#seal/redact/xlsx.ts';

/** What a person marked, with the words that go everywhere: undone step by step. */
export type Marked = Choice & { readonly terms: readonly string[] };

/** Nothing but what no reader sees: hidden sheets, rows and columns, pictures that were cropped or cannot be cleaned. */
export function firstChoice({ sheets, pictures }: Shown): Marked {
  const hidden = sheets.map(
    (sheet): SheetMarks => ({
      cells: new Set(),
      rows: new Set(sheet.hiddenRows),
      columns: new Set(sheet.hiddenColumns),
      whole: sheet.hidden,
    }),
  );
  const out = new Set(pictures.filter(({ kept, cropped }) => !kept || cropped).map(({ path }) => path));
  return { marks: [], pictures: out, sheets: hidden, boxes: [], pagesOut: new Set(), terms: [] };
}

/** How many places a word has, and the choice with all of them gone. */
export function removeTerm(shown: Shown, before: Marked, term: string): { count: number; after: Marked } {
  const word = term.trim();
  const found = marksOf(shown.blocks, word);
  let count = found.length;
  const sheets = before.sheets.map((own, index) => {
    const sheet = shown.sheets[index];
    if (!sheet) return own;
    const cells = new Set(own.cells);
    for (const { row, column, value } of sheet.cells)
      if (marksOf([value], word).length > 0) {
        cells.add(nameOfCell(row, column));
        count += 1;
      }
    const named = marksOf([sheet.name], word).length > 0;
    if (named) count += 1;
    return { ...own, cells, renamed: own.renamed === true || named };
  });
  const terms = count > 0 && !before.terms.includes(word) ? [...before.terms, word] : before.terms;
  return { count, after: { ...before, terms, sheets, marks: [...before.marks, ...found] } };
}

/** 3, 28 → "AB3"; the same as the engine's, which the page does not load. */
export function nameOfCell(row: number, column: number): string {
  return `${lettersOf(column)}${row}`;
}

export function lettersOf(column: number): string {
  let letters = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return letters;
}

/** The marks without one passage: those that touch it are cut back. */
export const restore = (marks: readonly Mark[], gone: Mark): Mark[] =>
  marks.flatMap((mark) => {
    if (mark.block !== gone.block || mark.to <= gone.from || mark.from >= gone.to) return [mark];
    const parts = [
      { ...mark, to: Math.min(mark.to, gone.from) },
      { ...mark, from: Math.max(mark.from, gone.to) },
    ];
    return parts.filter(({ from, to }) => to > from);
  });

/** A set with this value put in or taken out. */
export function toggled<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}

/** How much is marked, for a sentence. */
export function countOf({ marks, pictures, sheets, boxes, pagesOut }: Choice): number {
  const ofSheets = sheets.map(
    ({ cells, rows, columns, whole }) => cells.size + rows.size + columns.size + (whole ? 1 : 0),
  );
  return marks.length + pictures.size + boxes.length + pagesOut.size + ofSheets.reduce((sum, one) => sum + one, 0);
}

/** Of words still in a copy, those that were to go everywhere. */
export function strictOf(left: readonly string[], terms: readonly string[]): string[] {
  const wanted = terms.map((term) => fold(term, false).text);
  return left.filter((word) => wanted.includes(fold(word, false).text));
}

export const movedBox = (box: Box, { x = 0, y = 0, width = 0, height = 0 }: Partial<Box>): Box => {
  const size = { width: clamp(box.width + width, 0.01, 1), height: clamp(box.height + height, 0.005, 1) };
  return { ...box, ...size, x: clamp(box.x + x, 0, 1 - size.width), y: clamp(box.y + y, 0, 1 - size.height) };
};

const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), Math.max(least, most));
