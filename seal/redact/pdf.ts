import { getDocumentProxy } from 'unpdf';
import { type Box, paintBoxes, type Surface } from './boxes.ts';
import { pdfOfPictures } from './pdf-of-pictures.ts';

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Dots to the inch of the copy: small print stays readable, a page stays below a megabyte. */
const dots = 170;
const mostPages = 300;

/** A PDF as pages to look at. Throws what the reader throws on a damaged or locked file. */
export const openPdf = (bytes: Uint8Array): Promise<Document> => getDocumentProxy(bytes.slice());

/** One page as pixels (`page` from 0). */
export async function pdfSurface(
  document: Document,
  page: number,
  resolution = dots,
): Promise<Surface & { paper: [number, number] }> {
  const sheet = await document.getPage(page + 1);
  const viewport = sheet.getViewport({ scale: resolution / 72 });
  const canvas = new OffscreenCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  // The renderer draws on any 2-d context; its types know only that of a page's canvas.
  const canvasContext = pen as unknown as CanvasRenderingContext2D;
  await sheet.render({ canvas: null, canvasContext, viewport }).promise;
  sheet.cleanup();
  const [left = 0, bottom = 0, right = 0, top = 0] = sheet.view;
  const turned = sheet.rotate % 180 !== 0;
  const [across, down] = [right - left, top - bottom];
  return { canvas, page, paper: turned ? [down, across] : [across, down] };
}

/**
 * A copy of the PDF made of pictures of its pages with the boxes painted over: no text layer, attachment, form, layer or
 * property of the original is in it. `onPage` tells how many pages are done. Pages in `dropped` (from 0) are left out.
 */
export async function redactPdf(
  document: Document,
  boxes: readonly Box[],
  { dropped = new Set(), onPage }: { dropped?: ReadonlySet<number>; onPage?: (done: number) => void } = {},
): Promise<Uint8Array> {
  const pages = [];
  for (let page = 0; page < Math.min(document.numPages, mostPages); page += 1) {
    if (!dropped.has(page)) {
      const { canvas, paper } = await pdfSurface(document, page);
      pages.push({
        jpeg: await paintBoxes({ canvas, page }, boxes),
        width: canvas.width,
        height: canvas.height,
        paper,
      });
    }
    onPage?.(page + 1);
  }
  return pdfOfPictures(pages);
}

/** A longer one is refused before anything is made of it. */
export const isTooLong = (document: Document): boolean => document.numPages > mostPages;
