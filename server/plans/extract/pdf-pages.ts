import { getDocumentProxy } from 'unpdf';
import { Refused } from '#domain/refused.ts';
import { limits } from './limits.ts';
import { textTooLong } from './lines.ts';
import { chineseCodeMaps } from './pdf-code-maps.ts';
import { type Fragment, type Matrix, multiply, type Page } from './pdf-geometry.ts';
import { hasColumns } from './pdf-lines.ts';
import { readRules } from './pdf-rules.ts';

/** Reads the pages of a PDF. Throws `file_encrypted`, `file_damaged`, `file_too_large`. */
export async function readPages(bytes: Uint8Array, name: string): Promise<Page[]> {
  const document = await openDocument(bytes, name);
  if (document.numPages > limits.pdfPages) {
    throw new Refused('file_too_large', { name, limit: `${limits.pdfPages} 页 (pages)` });
  }
  const pages: Page[] = [];
  let length = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await readPage(document, number);
    length += page.fragments.reduce((sum, fragment) => sum + fragment.text.length, 0);
    if (length > limits.textChars) throw textTooLong(name);
    pages.push(page);
  }
  return pages;
}

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;

async function openDocument(bytes: Uint8Array, name: string): Promise<Document> {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0, ...chineseCodeMaps() });
  } catch (error) {
    const password = error instanceof Error && error.name === 'PasswordException';
    throw new Refused(password ? 'file_encrypted' : 'file_damaged', { name });
  }
}

async function readPage(document: Document, number: number): Promise<Page> {
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale: 1 });
  const content = await page.getTextContent({ disableNormalization: false });
  const fragments = content.items.flatMap((item) => {
    if (!('str' in item) || item.str === '') return [];
    return place(plainSigns(item.str), item.width, multiply(viewport.transform, item.transform)) ?? [];
  });
  // Reading what a page draws costs as much as reading its text, and only a table needs it.
  const rules = hasColumns(fragments) ? await readRules(page, viewport.transform) : { horizontal: [], vertical: [] };
  page.cleanup();
  return { width: viewport.width, height: viewport.height, fragments: withoutDoubles(fragments), rules };
}

/** Supplement radicals that have no compatibility mapping in Unicode, and the signs they stand for, in pairs. */
const RADICALS = new Map(
  '⺠民⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟⻁虎⻂衣⻑長⻒镸⻟食⻊足⻌辶⻖阝⺟母⺮竹⻀舟'
    .match(/../gu)
    ?.map((pair) => [pair[0] ?? '', pair[1] ?? '']),
);

/** Printing from a browser turns 工 into the radical ⼯, which looks the same and matches nothing. */
function plainSigns(text: string): string {
  return text.replace(/[\u2e80-\u2fdf]/g, (sign) => RADICALS.get(sign) ?? sign.normalize('NFKC'));
}

/** Slanted text is a watermark, not part of the document. Blanks at the ends are an indent, not text. */
function place(text: string, width: number, [a, b, , , x, y]: Matrix): Fragment | null {
  const size = Math.hypot(a, b);
  if (Math.abs(b) > size * 0.05 && Math.abs(a) > size * 0.05) return null;
  const perSign = width / Math.max(signsOf(text), 0.5);
  const before = signsOf(/^\s*/.exec(text)?.[0] ?? '') * perSign;
  const after = signsOf(/\s*$/.exec(text)?.[0] ?? '') * perSign;
  return { text: text.trim(), x: x + before, y, width: Math.max(0, width - before - after), size };
}

/** The width of a text in Chinese signs: a Latin letter is about half of one. */
function signsOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign < '\u2000' ? 0.5 : 1), 0);
}

/** Bold letters are often printed twice with a hair's breadth between. */
function withoutDoubles(fragments: readonly Fragment[]): Fragment[] {
  const seen = new Set<string>();
  return fragments.filter(({ text, x, y, size }) => {
    if (text.trim() === '') return true;
    const [column, row] = [Math.round(x / (size * 0.3)), Math.round(y / (size * 0.3))];
    const near = [0, -1, 1].flatMap((dx) => [0, -1, 1].map((dy) => `${text}/${column + dx}/${row + dy}`));
    const double = near.some((key) => seen.has(key));
    seen.add(`${text}/${column}/${row}`);
    return !double;
  });
}
