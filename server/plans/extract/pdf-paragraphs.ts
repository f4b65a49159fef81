import { joinText, type Line, lineText } from './pdf-lines.ts';

/** A line of text or a finished table row, with the number of its page. */
export type Row = { page: number; line: Line } | { page: number; table: string };

/**
 * Joins the lines that a page width broke. Official documents indent the first line of a paragraph by two signs
 * (GB/T 9704-2012, 7.3.3), so an indented line begins one; where nothing is indented, a sentence end at the end of
 * a line does.
 */
export function joinParagraphs(rows: readonly Row[]): string[] {
  const margins = measureMargins(rows);
  const indents = usesIndents(rows, margins);
  const paragraphs: string[] = [];
  let before: Row | undefined;
  for (const row of rows) {
    const text = 'line' in row ? lineText(row.line).trim() : row.table;
    const last = paragraphs.at(-1);
    if (TABLE_OF_CONTENTS.test(text)) continue;
    if (last !== undefined && before && continues(before, row, last, text, margins, indents)) {
      paragraphs[paragraphs.length - 1] = joinText(last, text);
    } else paragraphs.push(text);
    before = row;
  }
  return paragraphs;
}

type Margins = ReadonlyMap<number, { left: number; right: number; size: number }>;

const NUMBERING =
  /^([（(]\s*[一二三四五六七八九十\d０-９]{1,3}\s*[）)]|[一二三四五六七八九十]{1,3}\s*[、．.]|[\d０-９]{1,2}\s*[、．.)）](?!\d)|[①-⑳㈠-㈩⑴-⒛]|第[一二三四五六七八九十百\d]+[章节条部]|附件\s*[\d一二三四五：:])/;
const SENTENCE_END = /[。！？；：!?;:][”’」』）)]?$/;
const TABLE_OF_CONTENTS = /[.．·…‥]{6,}\s*\d{1,3}$/;
const ISSUER_END = /[局院委厅府部室会件]$/;

function continues(before: Row, row: Row, last: string, text: string, margins: Margins, indents: boolean): boolean {
  if (!('line' in before) || !('line' in row)) return false;
  const [own, above] = [margins.get(row.page), margins.get(before.page)];
  if (!own || !above) return false;
  const { size } = row.line;
  if (isTitlePart(before.line, row.line, own.size)) return !ISSUER_END.test(last) || text.startsWith('关于');
  if (Math.abs(size - before.line.size) > size * 0.15 || NUMBERING.test(text)) return false;
  if (before.line.right < above.right - 2.2 * before.line.size) return false;
  const indented = row.line.x > own.left + 1.2 * size;
  return indents ? !indented : !indented && !SENTENCE_END.test(last);
}

/** A long title is set larger than the text, in centred lines close to each other. */
function isTitlePart(before: Line, line: Line, bodySize: number): boolean {
  const [middle, other] = [(before.x + before.right) / 2, (line.x + line.right) / 2];
  const close = line.y > before.y && line.y - before.y < 2.2 * line.size;
  const large = line.size > bodySize * 1.15 && Math.abs(line.size - before.size) < line.size * 0.05;
  return large && close && Math.abs(middle - other) < line.size;
}

/** Per page, the edges of its text and the size that most of it has; a short last page borrows the widest. */
function measureMargins(rows: readonly Row[]): Margins {
  const pages = new Map<number, Line[]>();
  for (const row of rows) {
    if ('line' in row) pages.set(row.page, [...(pages.get(row.page) ?? []), row.line]);
  }
  const size = commonSize([...pages.values()].flat());
  const body = (lines: readonly Line[]) => lines.filter((line) => Math.abs(line.size - size) < size * 0.15);
  const all = edges(body([...pages.values()].flat()));
  return new Map(
    [...pages].map(([page, lines]) => {
      const own = edges(body(lines));
      // Only a page turned sideways is wider than the others; any other uses their common edges.
      return [page, own.right > all.right + size * 4 ? { ...own, size } : { ...all, size }];
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
function usesIndents(rows: readonly Row[], margins: Margins): boolean {
  const lines = rows.flatMap((row) => ('line' in row ? [{ line: row.line, margin: margins.get(row.page) }] : []));
  const indented = lines.filter(({ line, margin }) => {
    const signs = (line.x - (margin?.left ?? 0)) / line.size;
    return signs > 1.5 && signs < 2.6;
  });
  return indented.length >= 2 && indented.length >= lines.length * 0.05 && indented.length < lines.length * 0.95;
}
