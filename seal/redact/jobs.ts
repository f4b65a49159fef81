import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { sm3Of } from '#domain/evidence/entry.ts';
import { type Box, paintBoxes, pictureSurface, type Surface } from './boxes.ts';
import { checkJpeg, checkPictures, wordsLeft } from './check.ts';
import { readWord, redactWord, type WordFile, type WordPicture } from './docx.ts';
import { type FileKind, kindOfFile } from './kinds.ts';
import { fold, groupMarks, type Mark, mergeMarks } from './marks.ts';
import { openPdf, type PdfDocument, pdfSurface, redactPdf } from './pdf.ts';
import { readPlain, redactPlain } from './plain.ts';
import { unpack } from './unpack.ts';
import { cellName, readWorkbook, redactWorkbook, type Sheet, type SheetMarks } from './xlsx.ts';

/** A file that is open for choosing. */
export type Original =
  | { readonly kind: 'text'; readonly name: string; readonly lines: readonly string[] }
  | { readonly kind: 'word'; readonly file: WordFile }
  | { readonly kind: 'sheets'; readonly sheets: readonly Sheet[]; readonly dropped: readonly string[] }
  | { readonly kind: 'pdf'; readonly document: PdfDocument }
  | { readonly kind: 'picture'; readonly surface: Surface };

/** The same for the page that shows it. */
export type Shown = {
  readonly kind: FileKind;
  readonly blocks: readonly string[];
  readonly pictures: readonly WordPicture[];
  readonly sheets: readonly Sheet[];
  /** Pages to draw boxes on. */
  readonly pages: number;
  /** Sorts of things that this very file has and no copy of it will have. */
  readonly dropped: readonly Dropped[];
};

export const droppedSorts = ['comments', 'properties', 'embedded', 'macros', 'drawings', 'names', 'other'] as const;
export type Dropped = (typeof droppedSorts)[number];

/** Everything that a person marked; what does not fit the kind is empty. */
export type Choice = {
  readonly marks: readonly Mark[];
  readonly pictures: ReadonlySet<string>;
  readonly sheets: readonly SheetMarks[];
  readonly boxes: readonly Box[];
  readonly pagesOut: ReadonlySet<number>;
};

/** Opens a file of a kind that can be taken apart; refuses as `kindOfFile` and the readers do. */
export async function openOriginal(name: string, bytes: Uint8Array): Promise<Original> {
  const kind = kindOfFile(name, bytes);
  if (kind === 'text') return { kind, name, lines: readPlain(bytes) };
  if (kind === 'word') return { kind, file: readWord(bytes) };
  if (kind === 'sheets') return { kind, sheets: readWorkbook(bytes), dropped: namesIn(bytes) };
  if (kind === 'pdf') return { kind, document: await openPdf(bytes) };
  return { kind, surface: await pictureSurface(bytes) };
}

/** Paths in a zip, without unpacking. */
function namesIn(bytes: Uint8Array): string[] {
  const names: string[] = [];
  unpack(bytes, (path) => names.push(path) < 0);
  return names;
}

const nothing = { blocks: [], pictures: [], sheets: [], pages: 0, dropped: [] };

export function showOriginal(original: Original): Shown {
  const { kind } = original;
  if (kind === 'text') return { ...nothing, kind, blocks: original.lines };
  if (kind === 'word') {
    const { blocks, pictures, dropped } = original.file;
    return { ...nothing, kind, blocks, pictures, dropped: sortsOf(dropped) };
  }
  if (kind === 'sheets') return { ...nothing, kind, sheets: original.sheets, dropped: sortsOf(original.dropped) };
  return { ...nothing, kind, pages: kind === 'pdf' ? original.document.numPages : 1 };
}

const sorts: readonly (readonly [Dropped, RegExp])[] = [
  ['comments', /comments|people\.xml|persons?\//i],
  ['macros', /vba|macro|activeX|ctrlProps/i],
  ['embedded', /embeddings|oleObject|externalLinks|altChunk|afchunk/i],
  ['drawings', /drawings|charts?|diagrams|media|pivot|ink/i],
  ['properties', /docProps|customXml|glossary|settings|metadata/i],
  ['names', /definedNames|tables\//i],
];

function sortsOf(paths: readonly string[]): Dropped[] {
  const found = new Set(paths.flatMap((path) => sorts.find(([, pattern]) => pattern.test(path))?.[0] ?? []));
  return droppedSorts.filter((sort) => found.has(sort));
}

/** A page as a JPEG to look at, `width` dots wide at most; `boxes` painted over when it shall look as the copy does. */
export async function showPage(original: Original, page: number, boxes: readonly Box[], width: number) {
  const shown = await surfaceOf(original, page, width);
  const jpeg = await paintBoxes(scaled(shown, width), boxes, 0.8);
  return { jpeg, width: shown.canvas.width, height: shown.canvas.height, lacking: shown.lacking };
}

async function surfaceOf(original: Original, page: number, width: number): Promise<Surface & { lacking: boolean }> {
  if (original.kind === 'pdf') return pdfSurface(original.document, page, Math.min(170, Math.max(60, width / 8)));
  if (original.kind === 'picture') return { ...original.surface, lacking: false };
  throw new Error('no pages');
}

/** A canvas of its own: boxes are never painted on the original's. */
function scaled({ canvas, page }: Surface, width: number): Surface {
  const share = Math.min(1, width / canvas.width);
  const copy = new OffscreenCanvas(
    Math.max(1, Math.round(canvas.width * share)),
    Math.max(1, Math.round(canvas.height * share)),
  );
  copy.getContext('2d')?.drawImage(canvas, 0, 0, copy.width, copy.height);
  return { canvas: copy, page };
}

/** The copy. `onShare` tells how far it is, from 0 to 1. */
export async function makeCopy(
  original: Original,
  choice: Choice,
  onShare: (share: number) => void = () => undefined,
): Promise<Uint8Array> {
  const { kind } = original;
  if (kind === 'text')
    return redactPlain(original.lines, choice.marks, original.name.toLowerCase().endsWith('.csv') ? '\ufeff' : '');
  if (kind === 'word') return redactWord(original.file, choice.marks, choice.pictures);
  if (kind === 'sheets') return redactWorkbook(original.sheets, choice.sheets);
  if (kind === 'picture')
    return paintBoxes(scaled(original.surface, original.surface.canvas.width), choice.boxes, 0.92);
  const { document } = original;
  const onPage = (done: number) => onShare(done / document.numPages);
  return redactPdf(document, choice.boxes, { dropped: choice.pagesOut, onPage });
}

/** Words that were removed, as they stood: what the check looks for. */
export function removedWords(original: Original, choice: Choice): string[] {
  if (original.kind === 'sheets') return removedCells(original.sheets, choice.sheets);
  if (original.kind !== 'text' && original.kind !== 'word') return [];
  const blocks = original.kind === 'text' ? original.lines : original.file.blocks;
  const own = groupMarks(choice.marks);
  return blocks.flatMap((text, block) =>
    mergeMarks(own(block), block, text.length).map(({ from, to }) => text.slice(from, to).trim()),
  );
}

const removedCells = (sheets: readonly Sheet[], marks: readonly SheetMarks[]): string[] =>
  sheets.flatMap(({ cells }, index) => {
    const own = marks[index];
    if (!own) return [];
    return cells
      .filter(
        ({ row, column }) =>
          own.whole || own.rows.has(row) || own.columns.has(column) || own.cells.has(cellName(row, column)),
      )
      .map(({ value }) => value.trim());
  });

/**
 * Looks through a finished copy for `words`; answers those that are still there, whatever the cause. A copy of pictures
 * is checked to be pictures alone. Refuses `redact_left`.
 */
export async function checkCopy(original: Original, copy: Uint8Array, words: readonly string[]): Promise<string[]> {
  if (original.kind === 'pdf') await checkPictures(copy);
  if (original.kind === 'picture') checkJpeg(copy);
  if (original.kind === 'pdf' || original.kind === 'picture') return [];
  return wordsLeft(
    copy,
    original.kind,
    words.filter((word) => fold(word, false).text.length >= 2),
  );
}

/** Both digests of a file, in hex: the commitment to it. */
export const digestsOf = (bytes: Uint8Array): { sha256: string; sm3: string } => ({
  sha256: bytesToHex(sha256(bytes)),
  sm3: bytesToHex(sm3Of(bytes)),
});
