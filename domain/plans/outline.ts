import { isClosing, isFurniture, isMention, isSeal, isTitleLine } from './furniture.ts';
import { readPart } from './headings.ts';
import { layOut, type Strip, startsNumbered } from './lines.ts';
import type { Block, Part } from './part.ts';
import { isRow, readTables, spacedRows } from './tables.ts';
import { normOf, type Paper, trim } from './text.ts';

/** `head`: everything before the first heading. `parts`: the top level. Attachments are parts of rank 0. */
export type Outline = { paper: Paper; blocks: Block[]; head: Block[]; parts: Part[] };

export function readOutline(given: string): Outline {
  const { paper, strips } = layOut(given);
  const blocks = readBlocks(paper, strips);
  const hashes = new Map<Block, number>();
  for (const block of blocks) hashes.set(block, hashesAt(strips, block.span.start) ?? 0);
  return { paper, blocks, ...nest(paper, blocks, (block) => hashes.get(block) ?? 0) };
}

function hashesAt(strips: readonly Strip[], start: number): number | undefined {
  let low = 0;
  let high = strips.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const strip = strips[middle];
    if (strip === undefined) return undefined;
    if (strip.start === start) return strip.hashes;
    if (strip.start < start) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

function readBlocks(paper: Paper, strips: readonly Strip[]): Block[] {
  const blocks: Block[] = [];
  for (let i = 0; i < strips.length; ) {
    const first = strips[i];
    if (first === undefined) break;
    const spaced = spacedRows(paper, strips, i);
    const wide = spaced === 0 ? null : readTables(paper, strips.slice(i, i + spaced), true);
    if (wide !== null) {
      blocks.push({ kind: 'table', span: wide.span, table: wide });
      i += spaced;
      continue;
    }
    let next = i;
    while (next < strips.length && isRow(paper, strips, next)) next++;
    const table = next > i ? readTables(paper, strips.slice(i, next)) : null;
    if (table !== null) {
      blocks.push({ kind: 'table', span: table.span, table });
      i = next;
      continue;
    }
    for (const strip of strips.slice(i, Math.max(next, i + 1)))
      if (!isSeal(paper.norm.slice(strip.start, strip.end)))
        blocks.push({ kind: 'text', span: trim({ paper, start: strip.start, end: strip.end }, '|') });
    i = Math.max(next, i + 1);
  }
  return blocks;
}

function nest(
  paper: Paper,
  blocks: readonly Block[],
  hashesOf: (block: Block) => number,
): { head: Block[]; parts: Part[] } {
  const head: Block[] = [];
  const parts: Part[] = [];
  const open: Part[] = [];
  let listing = false;
  blocks.forEach((block, index) => {
    const norm = block.kind === 'text' ? normOf(block.span) : '';
    if (block.kind === 'text' && isFurniture(norm)) return;
    if (block.kind === 'text' && isClosing(norm, blocks[index + 1])) return;
    listing = /^附\s*件\s*[\d一二三四]{0,2}\s*：./.test(norm)
      ? isMention(norm, blocks[index + 1], blocks[index - 1])
      : listing && /^(?:附\s*件|\d{1,2}[.、])[^。；]{2,50}$/.test(norm);
    if (listing) return;
    if (block.kind === 'text' && parts.length === 0 && isTitleLine(norm) && !startsNumbered(norm)) {
      head.push(block);
      return;
    }
    const part =
      block.kind === 'text' ? readPart(block.span, hashesOf(block), blocks[index + 1], parts.length > 0) : null;
    if (part === null) {
      const last = open.at(-1);
      (last?.blocks ?? head).push(block);
      for (const each of open) each.span = { paper, start: each.span.start, end: block.span.end };
      return;
    }
    while (open.length > 0 && (open.at(-1)?.rank ?? 0) >= part.rank) open.pop();
    for (const each of open) each.span = { paper, start: each.span.start, end: block.span.end };
    (open.at(-1)?.parts ?? parts).push(part);
    open.push(part);
  });
  return { head, parts };
}
