import PDFDocument from 'pdfkit';
import type { Block, Run, Runs } from './blocks.ts';

/** What a PDF has beside the blocks of a paper: strokes of a signature in a box of its own units. */
export type PdfBlock =
  | Block
  | {
      readonly kind: 'drawing';
      readonly path: string;
      readonly box: readonly [width: number, height: number];
      readonly width: number;
      readonly alt: string;
    };

export type PdfPaper = {
  readonly title: string;
  /** Printed at the foot of every page, before the number of the page. */
  readonly footer: string;
  /** Says when it was made; nothing of the file depends on the clock of the machine. */
  readonly at: Date;
  readonly blocks: readonly PdfBlock[];
};

/** Whole font files (TrueType or OpenType); the signs that are used go into the PDF, so that it needs none to be read. */
export type Fonts = { readonly regular: Uint8Array; readonly bold: Uint8Array };

type Doc = InstanceType<typeof PDFDocument>;
const margin = 64;
const body = 11;

/** A paper as a PDF on A4 with its fonts inside. The same paper gives the same bytes. */
export async function writePdf(paper: PdfPaper, fonts: Fonts): Promise<Uint8Array> {
  const info = { Title: paper.title, Producer: 'Humi', Creator: 'Humi', CreationDate: paper.at, ModDate: paper.at };
  const doc = new PDFDocument({ size: 'A4', margin, bufferPages: true, lang: 'zh-CN', info });
  const parts: Uint8Array[] = [];
  const whole = new Promise<void>((resolve, reject) => {
    doc.on('data', (part: Uint8Array) => void parts.push(part));
    doc.on('end', () => resolve());
    doc.on('error', reject);
  });
  doc.registerFont('regular', bufferOf(fonts.regular));
  doc.registerFont('bold', bufferOf(fonts.bold));
  for (const block of paper.blocks) draw(doc, block);
  numberPages(doc, paper.footer);
  doc.end();
  await whole;
  return joined(parts);
}

function draw(doc: Doc, block: PdfBlock): void {
  doc.font('regular').fontSize(body).fillColor('#000');
  switch (block.kind) {
    case 'title':
      doc.font('bold').fontSize(18).text(clean(block.text), { align: 'center' }).moveDown(0.6);
      return;
    case 'subtitle':
      doc.text(clean(block.text), { align: 'center' }).moveDown(0.8);
      return;
    case 'heading':
      keepTogether(doc, 60);
      doc.moveDown(0.4).font('bold').fontSize(headings[block.level]).text(clean(block.text)).moveDown(0.3);
      return;
    case 'paragraph':
      paragraph(doc, block);
      return;
    case 'list':
      for (const { mark, runs } of block.items) runsText(doc, [{ text: mark }, ...runs], { indent: 22 });
      doc.moveDown(0.3);
      return;
    case 'table':
      table(doc, block);
      return;
    case 'signatures':
      for (const row of block.rows) doc.moveDown(0.6).text(clean(row.join('　　　　')));
      return;
    case 'picture':
      keepTogether(doc, points(block.height));
      doc.image(bufferOf(block.png), { width: points(block.width), height: points(block.height) }).moveDown(0.4);
      return;
    case 'drawing':
      drawing(doc, block);
      return;
    case 'note':
      doc.fontSize(9).fillColor('#444');
      runsText(doc, block.runs, {});
      doc.moveDown(0.3);
      return;
    case 'page_break':
      doc.addPage();
  }
}

const headings = { 1: 14, 2: 12, 3: 11 } as const;
const points = (millimetres: number): number => (millimetres * 72) / 25.4;

function paragraph(doc: Doc, { runs, align, label }: Extract<Block, { kind: 'paragraph' }>): void {
  const all: Run[] = label === undefined ? [...runs] : [{ text: `${label}　`, bold: true }, ...runs];
  runsText(doc, all, align === undefined ? { indent: body * 2, align: 'justify' } : { align });
  doc.moveDown(0.3);
}

type Style = { readonly indent?: number; readonly align?: 'left' | 'center' | 'right' | 'justify' };

/** Runs one behind another in one paragraph. */
function runsText(doc: Doc, runs: Runs, style: Style): void {
  const shown = runs.filter(({ text }) => text !== '');
  if (shown.length === 0) doc.moveDown();
  for (const [index, { text, bold, underline }] of shown.entries())
    doc.font(bold ? 'bold' : 'regular').text(clean(text), {
      ...style,
      lineGap: 4,
      underline: underline === true,
      continued: index < shown.length - 1,
    });
}

/** Rows of cells with rules between; a row that does not fit begins a page. */
function table(doc: Doc, { columns, rows, form }: Extract<Block, { kind: 'table' }>): void {
  const shares = columns.reduce((sum, { width }) => sum + width, 0);
  const room = doc.page.width - 2 * margin;
  const widths = columns.map(({ width }) => (width / shares) * room);
  const head = form === true ? [] : [columns.map(({ header }): Runs => [{ text: header, bold: true }])];
  for (const row of [...head, ...rows]) tableRow(doc, row, widths);
  doc.x = margin;
  doc.moveDown(0.6);
}

const padding = 4;

function tableRow(doc: Doc, row: readonly Runs[], widths: readonly number[]): void {
  const texts = row.map((runs) => clean(runs.map(({ text }) => text).join('')));
  doc.fontSize(10);
  const heights = texts.map((text, at) => doc.heightOfString(text, { width: (widths[at] ?? 0) - 2 * padding }));
  const height = Math.max(...heights, 12) + 2 * padding;
  keepTogether(doc, height);
  const top = doc.y;
  let left = margin;
  for (const [at, text] of texts.entries()) {
    const width = widths[at] ?? 0;
    doc.rect(left, top, width, height).lineWidth(0.5).stroke('#999');
    doc.font(row[at]?.some(({ bold }) => bold) ? 'bold' : 'regular');
    doc.text(text, left + padding, top + padding, { width: width - 2 * padding });
    left += width;
  }
  doc.x = margin;
  doc.y = top + height;
}

/** The strokes in their frame. The path holds moves and lines alone; whoever calls has checked that. */
function drawing(doc: Doc, { path, box, width, alt }: Extract<PdfBlock, { kind: 'drawing' }>): void {
  const scale = points(width) / box[0];
  const height = box[1] * scale;
  keepTogether(doc, height + 20);
  doc.text(clean(alt));
  const top = doc.y + 2;
  doc.rect(margin, top, points(width), height).lineWidth(0.5).stroke('#999');
  doc.save().translate(margin, top).scale(scale).path(path);
  doc.lineWidth(4).lineCap('round').lineJoin('round').stroke('#000');
  doc.restore();
  doc.x = margin;
  doc.y = top + height + 10;
}

/** Begins a page where less room than this is left. */
function keepTogether(doc: Doc, height: number): void {
  if (doc.y + height > doc.page.height - margin && doc.y > margin) doc.addPage();
}

function numberPages(doc: Doc, footer: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // Below the margin, where text would begin a page of its own.
    doc.page.margins.bottom = 0;
    doc.font('regular').fontSize(8).fillColor('#555');
    const width = doc.page.width - 2 * margin;
    const line = `${clean(footer)}　第${page + 1}页，共${count}页`;
    doc.text(line, margin, doc.page.height - 44, { width, align: 'center', lineBreak: false });
  }
}

/** The font has no signs beyond the basic plane: such a one is shown by its number, never left out. */
const clean = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g, '')
    .replaceAll(/[\u{10000}-\u{10ffff}]/gu, (sign) => `〔U+${sign.codePointAt(0)?.toString(16).toUpperCase()}〕`);

/** The library takes buffers of whole arrays alone. */
const bufferOf = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
