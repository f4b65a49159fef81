import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { Document, Footer, Packer, Paragraph, TextRun } from 'docx';
import ExcelJS from 'exceljs';
import PDFDocument from 'pdfkit';

/** The word that no copy may hold, and the one that every copy keeps. */
export const marker = '标记密点甲乙';
export const open = '可以公开的内容';

/** A Word file with the word in text, split over runs, in a comment, a footer, properties and a tracked change. */
export async function wordOriginal(): Promise<Buffer> {
  return Packer.toBuffer(
    new Document({
      creator: `示例·${marker}`,
      title: marker,
      comments: { children: [{ id: 0, author: marker, children: [new Paragraph(marker)] }] },
      sections: [
        {
          footers: { default: new Footer({ children: [new Paragraph(`页脚${marker}`)] }) },
          children: [
            new Paragraph(open),
            new Paragraph({ children: [new TextRun('配方：标记密'), new TextRun({ text: '点甲乙', bold: true })] }),
            new Paragraph({ children: [new TextRun({ text: marker, vanish: true }), new TextRun('第三段')] }),
          ],
        },
      ],
    }),
  );
}

/** A workbook with the word in a cell, a hidden sheet, a comment and a property. */
export async function sheetOriginal(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.creator = marker;
  const sheet = book.addWorksheet('配比');
  sheet.addRow([open, marker, 12]);
  sheet.addRow(['公式', { formula: 'C1*2', result: 24 }]);
  sheet.getCell('A1').note = marker;
  book.addWorksheet('旧表', { state: 'hidden' }).addRow([marker]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** A PDF of this many pages with its Chinese font inside and the word on each page and in its properties. */
export async function pdfOriginal(pages: number): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', info: { Title: marker, Author: marker } });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const folder = new URL('../fonts/', import.meta.resolve('@embedpdf/fonts-sc'));
  document.registerFont('song', readFileSync(fileURLToPath(new URL('NotoSansHans-Regular.otf', folder))));
  for (let page = 0; page < pages; page += 1) {
    if (page > 0) document.addPage();
    document.font('song').fontSize(28).text(open, 72, 100);
    document.text(marker, 72, 300);
    document.rect(72, 500, 200, 100).fill('#336699');
  }
  document.end();
  await new Promise((resolve) => document.on('end', resolve));
  return Buffer.concat(chunks);
}

/** A PDF whose Chinese text names a font and a map of signs that are not in it, as old programs write. */
export function pdfWithoutFonts(): Buffer {
  const text = 'BT /F1 28 Tf 72 700 Td <5BC670B9> Tj ET';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${body}xref\n0 8\n0000000000 65535 f \n${table}trailer\n<< /Size 8 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  );
}

/** A grey PNG with the word as EXIF, as compressed and as plain text. */
export function pictureOriginal(): Buffer {
  const [width, height] = [400, 300];
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const rows = Buffer.alloc((width + 1) * height, 0xaa);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('eXIf', Buffer.from(`II*\0${marker}`)),
    chunk('iTXt', Buffer.from(`Comment\0\0\0\0\0${marker}`)),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  check.writeUInt32BE(crc(named));
  return Buffer.concat([size, named, check]);
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
