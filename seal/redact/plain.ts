import { cutText, type Mark, mergeMarks } from './marks.ts';

/** A plain text file as lines to choose from. UTF-8 or UTF-16 by its mark; a line end stays with nobody. */
export function readPlain(bytes: Uint8Array): string[] {
  const [a, b] = bytes;
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes).split(/\r\n|\r|\n/);
}

/** A new UTF-8 file: marked passages are gone, line ends are one kind. */
export const redactPlain = (lines: readonly string[], marks: readonly Mark[]): Uint8Array =>
  new TextEncoder().encode(lines.map((line, block) => cutText(line, mergeMarks(marks, block, line.length))).join('\n'));
