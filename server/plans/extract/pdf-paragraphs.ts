import { type Layout, measureLayout, type Row, WIDER } from './pdf-layout.ts';
import { joinText, type Line, lineText } from './pdf-lines.ts';

/**
 * Joins the lines that a page width broke. Official documents indent the first line of a paragraph by two signs
 * (GB/T 9704-2012, 7.3.3), so an indented line begins one; where nothing is indented, a wider gap does; and where
 * there is neither, a sentence end at the end of a line.
 */
export function joinParagraphs(rows: readonly Row[]): string[] {
  const layout = measureLayout(rows);
  const paragraphs: string[] = [];
  let before: Row | undefined;
  for (const row of rows) {
    const text = 'line' in row ? lineText(row.line).trim() : row.table;
    const last = paragraphs.at(-1);
    if (TABLE_OF_CONTENTS.test(text)) continue;
    if (last !== undefined && before && continues(before, row, last, text, layout)) {
      paragraphs[paragraphs.length - 1] = joinText(last, text);
    } else paragraphs.push(text);
    before = row;
  }
  return paragraphs;
}

const NUMBERING =
  /^([（(]\s*[一二三四五六七八九十\d０-９]{1,3}\s*[）)]|[一二三四五六七八九十]{1,3}\s*[、．.]|[\d０-９]{1,2}\s*[、．.)）](?!\d)|[①-⑳㈠-㈩⑴-⒛]|第[一二三四五六七八九十百\d]+[章节条部]|附件\s*[\d一二三四五：:])/;
const SENTENCE_END = /[。！？；：!?;:][”’」』）)]?$/;
const TABLE_OF_CONTENTS = /[.．·…‥]{6,}\s*\d{1,3}$/;
const ISSUER_END = /[局院委厅府部室会件]$/;

function continues(before: Row, row: Row, last: string, text: string, layout: Layout): boolean {
  if (!('line' in before) || !('line' in row)) return false;
  const { size } = row.line;
  const margins = layout.margins.get(row.page);
  if (!margins) return false;
  if (isTitlePart(before.line, row.line, layout.size)) return !ISSUER_END.test(last) || text.startsWith('关于');
  if (Math.abs(size - before.line.size) > size * 0.15 || NUMBERING.test(text)) return false;
  const room = (layout.margins.get(before.page)?.right ?? 0) - before.line.right;
  if (room > (firstChunk(text) + SLACK) * before.line.size) return false;
  const indented = row.line.x > margins.left + 1.2 * size;
  if (layout.marks === 'indents') return !indented;
  const sentenceEnds = SENTENCE_END.test(last);
  if (layout.marks === 'gaps' && row.page === before.page)
    return row.line.y - before.line.y < layout.pitch * WIDER * size;
  return !indented && !sentenceEnds;
}

/** How much shorter than the others, in signs, a full line may be: justified text squeezes its punctuation. */
const SLACK = 1.2;

/** The width, in signs, of what cannot be parted at the start of a line: if it did not fit above, the line is full. */
function firstChunk(text: string): number {
  let width = 0;
  for (const [i, sign] of [...text].slice(0, 20).entries()) {
    if (i > 0 && !staysTogether(text[i - 1] ?? '', sign)) break;
    width += /[\x20-\x7e]/.test(sign) ? 0.5 : 1;
  }
  return width;
}

function staysTogether(before: string, after: string): boolean {
  const word = /[\x21-\x7e“”‘’…—]/;
  if (word.test(before) && word.test(after)) return true;
  return /[“”‘’（《〈【]/.test(before) || /[“”‘’，。、；：！？）》〉】…]/.test(after);
}

/** A long title is set larger than the text, in centred lines close to each other. */
function isTitlePart(before: Line, line: Line, bodySize: number): boolean {
  const [middle, other] = [(before.x + before.right) / 2, (line.x + line.right) / 2];
  const close = line.y > before.y && line.y - before.y < 2.2 * line.size;
  const large = line.size > bodySize * 1.15 && Math.abs(line.size - before.size) < line.size * 0.05;
  return large && close && Math.abs(middle - other) < line.size;
}
