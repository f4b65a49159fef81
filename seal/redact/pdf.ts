import { getDocumentProxy } from 'unpdf';
import { Refused } from '#domain/refused.ts';
import { type Box, paintBoxes, type Surface } from './boxes.ts';
import { pdfOfPictures } from './pdf-of-pictures.ts';

export type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Dots to the inch of the copy: small print stays readable, a page stays below a megabyte. */
const dots = 170;
const mostPages = 300;
/** Pixels of the longer side: what every browser's canvas holds. A drawing of A0 is made coarser, not refused. */
const longestSide = 6_000;

/**
 * A PDF as pages to look at. Refuses `redact_locked` for one with a password, `redact_long` past 300 pages, else
 * `file_damaged`. Glyphs are drawn as paths, because a worker has no document that fonts could be added to.
 */
export async function openPdf(bytes: Uint8Array): Promise<PdfDocument> {
  const inWorker = typeof document === 'undefined';
  const options = inWorker ? { CanvasFactory, FilterFactory } : {};
  const opened = await getDocumentProxy(bytes.slice(), {
    disableFontFace: true,
    useSystemFonts: false,
    ...options,
  }).catch((error: unknown) => {
    const locked = error instanceof Error && error.name === 'PasswordException';
    throw new Refused(locked ? 'redact_locked' : 'file_damaged');
  });
  if (opened.numPages > mostPages) throw new Refused('redact_long', { limit: mostPages, pages: opened.numPages });
  return opened;
}

export type PdfPage = Surface & {
  /** Points across and down. */
  readonly paper: [number, number];
  /** Something of the file so far could not be drawn as it is (a font or a picture): it is in no copy either. */
  readonly lacking: boolean;
};

/** One page as pixels (`page` from 0). */
export async function pdfSurface(document: PdfDocument, page: number, resolution = dots): Promise<PdfPage> {
  const sheet = await document.getPage(page + 1);
  const natural = sheet.getViewport({ scale: 1 });
  const scale = Math.min(resolution / 72, longestSide / Math.max(natural.width, natural.height));
  const viewport = sheet.getViewport({ scale });
  const canvas = new OffscreenCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  // The renderer draws on any 2-d context; its types know only that of a page's canvas.
  const canvasContext = pen as unknown as CanvasRenderingContext2D;
  const { lacking } = await listening(() => sheet.render({ canvas: null, canvasContext, viewport }).promise);
  sheet.cleanup();
  // A font that is not there is told of once in a file, though more pages may be written in it.
  if (lacking) unshown.add(document);
  return { canvas, page, paper: [natural.width, natural.height], lacking: unshown.has(document) };
}

const unshown = new WeakSet<PdfDocument>();

/** What the reader says of fonts and pictures that it cannot draw goes to the console alone, so it is heard there. */
async function listening(work: () => Promise<unknown>): Promise<{ lacking: boolean }> {
  const { warn, log } = console;
  let lacking = false;
  const hear = (...words: unknown[]): void => {
    if (/font|image|cmap|glyph|jpx|jbig2|ccitt|wasm|decode|unable|missing/i.test(words.join(' '))) lacking = true;
  };
  console.warn = hear;
  console.log = hear;
  try {
    await work();
  } finally {
    console.warn = warn;
    console.log = log;
  }
  return { lacking };
}

type Making = {
  readonly dropped?: ReadonlySet<number>;
  /** Told after each page how many are done. */
  readonly onPage?: (done: number) => void;
};

/**
 * A copy of the PDF made of pictures of its pages with the boxes painted over: no text layer, attachment, form, layer or
 * property of the original is in it. Pages in `dropped` (from 0) are left out; refuses `redact_nothing` when all are.
 */
export async function redactPdf(
  document: PdfDocument,
  boxes: readonly Box[],
  { dropped = new Set(), onPage }: Making = {},
): Promise<Uint8Array> {
  const pages = [];
  for (let page = 0; page < document.numPages; page += 1) {
    if (!dropped.has(page)) {
      const { canvas, paper } = await pdfSurface(document, page);
      const jpeg = await paintBoxes({ canvas, page }, boxes);
      pages.push({ jpeg, width: canvas.width, height: canvas.height, paper });
    }
    onPage?.(page + 1);
  }
  if (pages.length === 0) throw new Refused('redact_nothing');
  return pdfOfPictures(pages);
}

type Kept = { canvas: OffscreenCanvas | null; context: OffscreenCanvasRenderingContext2D | null };

/** The reader calls `new` on these two; a function that answers an object is enough for it. */
function CanvasFactory() {
  return {
    create: (width: number, height: number): Kept => {
      const canvas = new OffscreenCanvas(width, height);
      return { canvas, context: canvas.getContext('2d') };
    },
    reset: ({ canvas }: Kept, width: number, height: number): void => {
      if (canvas) Object.assign(canvas, { width, height });
    },
    destroy: (kept: Kept): void => {
      Object.assign(kept, { canvas: null, context: null });
    },
  };
}

function FilterFactory() {
  const none = (): string => 'none';
  return {
    ...{
      addFilter: none,
      addHCMFilter: none,
      addAlphaFilter: none,
      addLuminosityFilter: none,
      addKnockoutFilter: none,
    },
    ...{ addSelectionFilter: none, addHighlightHCMFilter: none, destroy: (): void => undefined },
  };
}
