import { randomBytes } from 'node:crypto';
import { strToU8, unzipSync, zipSync } from 'fflate';
import PDFDocument from 'pdfkit';
import { expect, test } from 'vitest';
import { extractText } from './extract-text.ts';
import { makeDocx, p } from './test-documents.ts';

/** Each bad file and the reason it must be refused with; the sentences are in server/cli/sentences.ts. */
async function refused(bytes: Uint8Array, name: string): Promise<unknown> {
  return extractText(bytes, name).then(
    (extracted) => `read as ${extracted.format}: ${extracted.text.slice(0, 50)}`,
    (error: { reason?: string }) => error.reason ?? error,
  );
}

const OLE2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const good = makeDocx({ body: p('一、目标') });

function ole2(stream: string): Uint8Array {
  return Buffer.concat([Buffer.from(OLE2), Buffer.alloc(1000), Buffer.from(stream, 'utf16le'), Buffer.alloc(500)]);
}

function docxWith(document: Uint8Array): Uint8Array {
  return zipSync({ ...unzipSync(good), 'word/document.xml': document });
}

/** Overwrites the unpacked size that the directory of the zip file declares for the main part. */
function declaring(bytes: Uint8Array, size: number): Uint8Array {
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(size, copy.lastIndexOf('word/document.xml') - 46 + 24);
  return copy;
}

/** Signs that hardly pack, so that the size limit is met before the limit on ratios. */
function randomText(length: number): string {
  return randomBytes(length)
    .toString('latin1')
    .replace(/[^a-z]/g, '密');
}

async function pdf(
  options: PDFKit.PDFDocumentOptions,
  draw: (document: PDFKit.PDFDocument) => void,
): Promise<Uint8Array> {
  const document = new PDFDocument(options);
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  draw(document);
  document.end();
  await new Promise((resolve) => document.on('end', resolve));
  return Buffer.concat(chunks);
}

test('an empty file, or one of blanks', async () => {
  expect(await refused(new Uint8Array(), 'a.docx')).toBe('file_empty');
  expect(await refused(strToU8(' \r\n\t　'), 'a.txt')).toBe('file_empty');
  expect(await refused(makeDocx({ body: p('') }), 'a.docx')).toBe('file_empty');
});

test('a binary file, whatever its name', async () => {
  expect(await refused(randomBytes(5000), 'plan.txt')).toBe('file_binary');
  expect(await refused(randomBytes(5000), 'plan.docx')).toBe('file_binary');
  expect(await refused(Buffer.concat([strToU8('\x7fELF'), Buffer.alloc(500)]), 'plan.pdf')).toBe('file_binary');
  expect(await refused(Buffer.alloc(3000), 'plan.html')).toBe('file_binary');
  expect(await refused(zipSync({ 'a.txt': strToU8('a') }), 'plan.docx')).toBe('file_binary');
});

test('fifty megabytes or more, and text of more than five million signs', async () => {
  await expect(extractText(new Uint8Array(50 * 1024 * 1024), 'a.txt')).rejects.toMatchObject({
    reason: 'file_too_large',
    detail: { name: 'a.txt', limit: '50 MB' },
  });
  expect(await refused(strToU8('计划'.repeat(2_600_000)), 'a.txt')).toBe('file_too_large');
  const long = docxWith(
    strToU8(`<d:document><d:body><d:p><d:r><d:t>${randomText(5_100_000)}</d:t></d:r></d:p></d:body></d:document>`),
  );
  expect(await refused(long, 'a.docx')).toBe('file_too_large');
});

test('a password', async () => {
  expect(await refused(ole2('EncryptedPackage'), 'a.docx')).toBe('file_encrypted');
  const locked = Buffer.from(good);
  locked.writeUInt16LE(1, locked.indexOf('PK\u0001\u0002') + 8);
  expect(await refused(locked, 'a.docx')).toBe('file_encrypted');
  expect(
    await refused(await pdf({ userPassword: 'secret' }, (document) => document.text('plan '.repeat(20))), 'a.pdf'),
  ).toBe('file_encrypted');
});

test('a PDF that only restricts printing is read', async () => {
  const bytes = await pdf({ ownerPassword: 'secret' }, (document) => document.text('A work plan for all regions'));
  expect((await extractText(bytes, 'a.pdf')).text).toBe('A work plan for all regions');
});

test('a zip bomb: by its ratio, its size, its number of parts, and one that lies about its size', async () => {
  const blanks = docxWith(new Uint8Array(40 * 1024 * 1024).fill(32));
  expect(await refused(blanks, 'a.docx')).toBe('file_bomb');
  expect(await refused(declaring(blanks, 1000), 'a.docx')).toBe('file_bomb');
  expect(await refused(declaring(good, 0x0fffffff), 'a.docx')).toBe('file_bomb');
  const many = Object.fromEntries(Array.from({ length: 5001 }, (_, i) => [`word/${i}.xml`, new Uint8Array()]));
  expect(await refused(zipSync(many, { level: 0 }), 'a.docx')).toBe('file_bomb');
});

test('a picture, and documents that hold only pictures', async () => {
  expect(await refused(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(99)]), 'a.png')).toBe(
    'file_scanned',
  );
  expect(await refused(makeDocx({ body: p(''), media: Uint8Array.of(1, 2) }), 'a.docx')).toBe('file_scanned');
  expect(await refused(await pdf({}, (document) => document.rect(10, 10, 300, 500).fill('gray')), 'a.pdf')).toBe(
    'file_scanned',
  );
});

test('damage', async () => {
  expect(await refused(good.subarray(0, good.length - 30), 'a.docx')).toBe('file_damaged');
  expect(await refused(docxWith(strToU8('<w:document><w:body><w:p>')), 'a.docx')).toBe('file_damaged');
  expect(await refused(strToU8('%PDF-1.7\nnothing'), 'a.pdf')).toBe('file_damaged');
  const bent = Buffer.from(good);
  bent.fill(0xa5, bent.indexOf('word/document.xml') + 20, bent.indexOf('word/document.xml') + 60);
  expect(await refused(bent, 'a.docx')).toBe('file_damaged');
});

test('entities and deep nesting', async () => {
  const entity =
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>';
  expect(await refused(docxWith(strToU8(entity)), 'a.docx')).toBe('file_damaged');
  expect(await refused(docxWith(strToU8('<w:tbl>'.repeat(100_000))), 'a.docx')).toBe('file_damaged');
});

test('old formats', async () => {
  expect(await refused(ole2('WordDocument'), 'a.doc')).toBe('file_old_word');
  expect(await refused(ole2('WordDocument'), 'a.docx')).toBe('file_old_word');
  expect(await refused(strToU8('{\\rtf1\\ansi plan}'), 'a.doc')).toBe('file_old_word');
});
