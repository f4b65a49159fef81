import { readFileSync } from 'node:fs';
import { Document, ImageRun, Packer, Paragraph, TextRun } from 'docx';
import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readWord, redactWord } from './docx.ts';
import { cutText, marksOf, mergeMarks, removed } from './marks.ts';
import { pdfOfPictures } from './pdf-of-pictures.ts';
import { blankPng, cleanPicture } from './pictures.ts';
import { readPlain, redactPlain } from './plain.ts';
import { cellName, readWorkbook, redactWorkbook } from './xlsx.ts';

const secret = '密点甲乙丙';
const author = '示例·署名人';

/** Everything readable in a package: every part unpacked, as text. */
const insideOf = (bytes: Uint8Array): string =>
  Object.entries(unzipSync(bytes))
    .map(([path, content]) => `${path}\n${strFromU8(content)}`)
    .join('\n');

describe('passages of text', () => {
  test('are found in any case, merged, and cut without telling their length', () => {
    expect(marksOf(['Ab cab', 'AB'], 'ab')).toEqual([
      { block: 0, from: 0, to: 2 },
      { block: 0, from: 4, to: 6 },
      { block: 1, from: 0, to: 2 },
    ]);
    const merged = mergeMarks(
      [
        { block: 0, from: 4, to: 9 },
        { block: 0, from: 1, to: 5 },
        { block: 1, from: 0, to: 1 },
      ],
      0,
      7,
    );
    expect(merged).toEqual([{ from: 1, to: 7 }]);
    expect(cutText('abcdefg', merged)).toBe(`a${removed}`);
  });

  test('[C25] a text file keeps its other lines', () => {
    const lines = readPlain(strToU8(`公开\r\n配方${secret}结束\n尾`));
    const copy = strFromU8(redactPlain(lines, marksOf(lines, secret)));
    expect(copy).toBe(`公开\n配方${removed}结束\n尾`);
  });
});

describe('[C25] a Word file', () => {
  const original = async (): Promise<Uint8Array> => {
    const made = await Packer.toBuffer(
      new Document({
        creator: author,
        title: secret,
        description: secret,
        comments: { children: [{ id: 0, author, children: [new Paragraph(`批注${secret}`)] }] },
        sections: [
          {
            children: [
              new Paragraph({
                children: [
                  new TextRun('公开的话。'),
                  new TextRun({ text: '配方是密点', bold: true }),
                  new TextRun('甲乙丙，其余公开。'),
                ],
              }),
              new Paragraph({
                children: [new TextRun({ text: `隐藏${secret}`, vanish: true }), new TextRun('第二段')],
              }),
              new Paragraph({
                children: [
                  new ImageRun({
                    type: 'png',
                    data: Buffer.from(blankPng()),
                    transformation: { width: 9, height: 9 },
                    altText: { name: secret, title: secret, description: secret },
                  }),
                ],
              }),
            ],
          },
        ],
      }),
    );
    const parts = unzipSync(made);
    parts['word/embeddings/book.bin'] = strToU8(secret);
    parts['customXml/item1.xml'] = strToU8(`<a>${secret}</a>`);
    const body = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    parts['word/document.xml'] = strToU8(
      body.replace(
        '</w:body>',
        `<w:p><w:del w:id="9" w:author="${author}"><w:r><w:delText>${secret}</w:delText></w:r></w:del><w:ins w:id="8" w:author="${author}"><w:r><w:t>增加的话</w:t></w:r></w:ins></w:p></w:body>`,
      ),
    );
    return zipSync(parts);
  };

  test('loses a passage that spans runs, and everything beside the text', async () => {
    const bytes = await original();
    expect(insideOf(bytes)).toContain(secret);
    const file = readWord(bytes);
    expect(file.blocks[0]).toBe('公开的话。配方是密点甲乙丙，其余公开。');
    const copy = redactWord(file, marksOf(file.blocks, secret), new Set());
    const inside = insideOf(copy);
    for (const word of [secret, '甲乙丙', author, '批注']) expect(inside).not.toContain(word);
    expect(readWord(copy).blocks[0]).toBe(`公开的话。配方是${removed}，其余公开。`);
    expect(readWord(copy).blocks).toContain('增加的话');
    expect(readWord(copy).blocks).toContain('第二段');
    expect(
      Object.keys(unzipSync(copy)).filter(
        (path) =>
          !/^(\[Content|_rels|word\/(document|styles|numbering|footnotes|fontTable|_rels|media|theme|header|footer|endnotes))/.test(
            path,
          ),
      ),
    ).toEqual([]);
  });

  test('a picture that was taken out is an empty one, the relation to it stays', async () => {
    const file = readWord(await original());
    const [picture] = file.pictures;
    const copy = unzipSync(redactWord(file, [], new Set([picture?.path ?? ''])));
    expect(copy[picture?.path ?? '']).toEqual(blankPng());
    expect(strFromU8(copy['word/_rels/document.xml.rels'] ?? new Uint8Array())).toContain('media/');
  });

  test('what is no Word file is refused', () => {
    expect(() => readWord(strToU8('no zip'))).toThrow('file_damaged');
    expect(() => readWord(zipSync({ 'a.txt': strToU8('a') }))).toThrow('file_damaged');
  });
});

describe('[C25] an Excel file', () => {
  const original = async (): Promise<Uint8Array> => {
    const book = new ExcelJS.Workbook();
    book.creator = author;
    const sheet = book.addWorksheet('配方');
    sheet.addRow(['原料', '配比', '日期']);
    sheet.addRow([secret, 12.5, new Date(Date.UTC(2026, 10, 5))]);
    sheet.addRow(['水', { formula: 'B2*2', result: 25 }, null]);
    sheet.getCell('A3').note = `批注${secret}`;
    book.addWorksheet('隐藏表', { state: 'hidden' }).addRow([secret]);
    return new Uint8Array(await book.xlsx.writeBuffer());
  };

  test('is made anew from the values that stay', async () => {
    const sheets = readWorkbook(await original());
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['配方', false],
      ['隐藏表', true],
    ]);
    const nothing = { cells: new Set<string>(), rows: new Set<number>(), columns: new Set<number>(), whole: false };
    const copy = redactWorkbook(sheets, [
      { ...nothing, cells: new Set(['A2']) },
      { ...nothing, whole: true },
    ]);
    const inside = insideOf(copy);
    for (const word of [secret, author, 'B2*2', '隐藏表', '批注']) expect(inside).not.toContain(word);
    const again = readWorkbook(copy)[0]?.cells.map(({ row, column, value }) => [cellName(row, column), value]);
    expect(again).toEqual([
      ['A1', '原料'],
      ['B1', '配比'],
      ['C1', '日期'],
      ['B2', '12.5'],
      ['C2', '2026-11-05'],
      ['A3', '水'],
      ['B3', '25'],
    ]);
    const reader = new ExcelJS.Workbook();
    // The types of exceljs know an older Buffer.
    await reader.xlsx.load(Buffer.from(copy) as never);
    expect(reader.worksheets[0]?.getCell('B3').value).toBe(25);
  });

  test('rows and columns go whole', async () => {
    const [sheet] = readWorkbook(await original());
    if (!sheet) throw new Error('a sheet');
    const copy = redactWorkbook(
      [sheet],
      [{ cells: new Set(), rows: new Set([2]), columns: new Set([2]), whole: false }],
    );
    expect(readWorkbook(copy)[0]?.cells.map(({ value }) => value)).toEqual(['原料', '日期', '水']);
  });
});

describe('[C25] pictures', () => {
  test('a PNG keeps its pixels only', () => {
    const chunk = (kind: string, data: string): Uint8Array => {
      const size = new Uint8Array(4);
      new DataView(size.buffer).setUint32(0, Buffer.byteLength(data));
      return Buffer.concat([size, Buffer.from(kind), Buffer.from(data), Buffer.alloc(4)]);
    };
    const plain = blankPng();
    const said = Buffer.concat([
      plain.subarray(0, 33),
      chunk('tEXt', `Comment ${author}`),
      plain.subarray(33),
      Buffer.from(secret),
    ]);
    expect(cleanPicture(said)).toEqual(new Uint8Array(plain));
  });

  test('a JPEG loses where it was taken and what lies behind its end', () => {
    const segment = (kind: number, data: string): Buffer => {
      const bytes = Buffer.from(data);
      return Buffer.concat([Buffer.from([0xff, kind, 0, bytes.length + 2]), bytes]);
    };
    const scan = Buffer.from([0xff, 0xda, 0, 3, 1, 0x12, 0xff, 0x00, 0x34, 0xff, 0xd9]);
    const [start, table] = [Buffer.from([0xff, 0xd8]), segment(0xdb, 'table')];
    const jfif = 'JFIF\0\x01\x02\0\0\x01\0\x01\0\0';
    const said = Buffer.concat([
      start,
      segment(0xe0, jfif),
      segment(0xe1, `Exif ${author}`),
      table,
      segment(0xfe, secret),
      scan,
      Buffer.from(secret),
    ]);
    expect(cleanPicture(said)).toEqual(new Uint8Array(Buffer.concat([start, segment(0xe0, jfif), table, scan])));
    expect(cleanPicture(said.subarray(0, said.length - 20))).toBeNull();
  });

  test('what cannot be cleaned is not passed on', () => {
    expect(cleanPicture(strToU8('GIF89a'))).toBeNull();
  });
});

test('[C25] a PDF of pictures holds nothing but them', async () => {
  const { getDocumentProxy } = await import('unpdf');
  const jpeg = readFileSync(new URL('./dot.jpg', import.meta.url));
  const pdf = pdfOfPictures([
    { jpeg, width: 1, height: 1, paper: [595, 842] },
    { jpeg, width: 1, height: 1, paper: [842, 595] },
  ]);
  const document = await getDocumentProxy(pdf.slice());
  expect(document.numPages).toBe(2);
  expect((await (await document.getPage(2)).getTextContent()).items).toEqual([]);
  expect((await document.getPage(2)).view).toEqual([0, 0, 842, 595]);
  expect(Buffer.from(pdf).toString('latin1')).not.toMatch(/Producer|Creator|CreationDate|ID\s*\[/);
});
