import { cutText, groupMarks, type Mark, mergeMarks } from './marks.ts';

/** A plain text file as lines to choose from: UTF-8, UTF-16 by its mark, or GB 18030; a line end stays with nobody. */
export function readPlain(bytes: Uint8Array): string[] {
  const [a, b] = bytes;
  const wide = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : null;
  return decode(bytes, wide).split(/\r\n|\r|\n/);
}

function decode(bytes: Uint8Array, wide: string | null): string {
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Most texts of Chinese Windows that are not UTF-8.
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** A new UTF-8 file: marked passages are gone, line ends are one kind. `mark`: a table needs a byte order mark for Excel. */
export function redactPlain(lines: readonly string[], marks: readonly Mark[], mark = ''): Uint8Array {
  const own = groupMarks(marks);
  const cut = lines.map((line, block) => cutText(line, mergeMarks(own(block), block, line.length)));
  return new TextEncoder().encode(mark + cut.join('\n'));
}
