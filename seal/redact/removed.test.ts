import { Document, Packer, Paragraph, TextRun } from 'docx';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { wordsLeft } from './check.ts';
import { readWord, redactWord } from './docx.ts';
import { checkCopy, makeCopy, openOriginal, removedWords } from './jobs.ts';
import { kindOfFile } from './kinds.ts';
import { marksOf, removed } from './marks.ts';
import { cleanPicture } from './pictures.ts';
import { readPlain } from './plain.ts';
import { readWorkbook, redactWorkbook } from './xlsx.ts';

const secret = '密点甲乙丙';
const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

/** A Word file with this body and these other parts. */
function wordOf(body: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  const files = { 'word/document.xml': `<w:document ${w}><w:body>${body}</w:body></w:document>`, ...more };
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
}

const insideOf = (bytes: Uint8Array): string =>
  Object.entries(unzipSync(bytes))
    .map(([path, content]) => `${path}\n${strFromU8(content)}`)
    .join('\n');

const nothing = {
  marks: [],
  pictures: new Set<string>(),
  sheets: [],
  boxes: [],
  pagesOut: new Set<number>(),
};

test('[C25] formulas, text boxes, tabs, headers, footnotes and numbering of a Word file are chosen from like its text', () => {
  const math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
  const file = readWord(
    wordOf(
      `<w:p ${math}><m:oMath><m:r><m:t>${secret}=x</m:t></m:r></m:oMath></w:p>
       <w:p>${run('密点')}<w:r><w:tab/></w:r>${run('甲乙丙')}</w:p>
       <w:p>${run('密点甲')}<w:r><w:noBreakHyphen/></w:r>${run('7')}</w:p>`,
      {
        'word/header1.xml': `<w:hdr ${w}><w:p>${run(`眉${secret}`)}</w:p></w:hdr>`,
        'word/footnotes.xml': `<w:footnotes ${w}><w:footnote><w:p>${run(`注${secret}`)}</w:p></w:footnote></w:footnotes>`,
        'word/numbering.xml': `<w:numbering ${w}><w:abstractNum><w:nsid w:val="1"/><w:lvl><w:lvlText w:val="${secret}%1"/></w:lvl></w:abstractNum></w:numbering>`,
      },
    ),
  );
  const marks = [...marksOf(file.blocks, secret), ...marksOf(file.blocks, '密点甲-7')];
  const copy = redactWord(file, marks, new Set());
  const inside = insideOf(copy).replaceAll(/<[^>]*>/g, '');
  expect(inside).not.toMatch(/密点|甲乙丙/);
  expect(insideOf(copy)).not.toContain(secret);
  expect(wordsLeft(copy, 'word', [secret, '密点甲-7'])).toEqual([]);
  expect(readWord(copy).blocks).toEqual([
    `${removed}=x`,
    `${removed}`,
    `${removed}`,
    `眉${removed}`,
    `注${removed}`,
    `${removed}%1`,
  ]);
});

test('[C25] moved, deleted and hidden text, alternative text, names of styles and fields’ instructions are not in a copy', () => {
  const file = readWord(
    wordOf(
      `<w:p><w:moveFrom w:author="${secret}"><w:r><w:t>${secret}</w:t></w:r></w:moveFrom><w:moveTo>${run('移来')}</w:moveTo></w:p>
       <w:p><w:r><w:rPr><w:rStyle w:val="Off"/></w:rPr><w:t>${secret}</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>看得见</w:t></w:r></w:p>
       <w:p><w:r><w:instrText>AUTHOR ${secret}</w:instrText></w:r>${run('域的结果')}</w:p>
       <w:tbl><w:tblPr><w:tblCaption w:val="${secret}"/></w:tblPr><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>${run(secret)}</w:p></w:tc></w:tr></w:tbl>
       <w:p><w:pPr><w:pStyle w:val="${secret}"/></w:pPr>${run('有样式')}</w:p>`,
      {
        'word/styles.xml': `<w:styles ${w}><w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="Off"><w:basedOn w:val="Base"/></w:style><w:style w:customStyle="1" w:styleId="${secret}"><w:name w:val="${secret}"/><w:rsid w:val="1"/></w:style></w:styles>`,
        'word/media/unused.png': secret,
      },
    ),
  );
  expect(file.blocks).toEqual(['移来', '看得见', '域的结果', '有样式']);
  expect(insideOf(redactWord(file, [], new Set()))).not.toContain(secret);
});

test('[C25] removed text is in no part of the copy, whatever was marked', async () => {
  const signs = fc.constantFrom('甲', '乙', '丙', 'a', 'B', '7', '-', ' ', '℃', '&', '<');
  const runs = fc.array(fc.string({ unit: signs, minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 });
  const cases = fc.tuple(
    fc.array(runs, { minLength: 1, maxLength: 6 }),
    fc.array(fc.tuple(fc.nat(5), fc.nat(20), fc.nat(20))),
  );
  await fc.assert(
    fc.asyncProperty(cases, async ([paragraphs, drawn]) => {
      const children = paragraphs.map((texts) => new Paragraph({ children: texts.map((text) => new TextRun(text)) }));
      const bytes = new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
      const original = await openOriginal('a.docx', bytes);
      const marks = drawn.map(([block, a, b]) => ({ block, from: Math.min(a, b), to: Math.max(a, b) }));
      const copy = await makeCopy(original, { ...nothing, marks });
      const kept = paragraphs.map((texts, block) => {
        const text = texts.join('');
        const own = marks.filter((mark) => mark.block === block && mark.to > mark.from);
        return [...text].map((sign, at) => (own.some(({ from, to }) => at >= from && at < to) ? '' : sign)).join('');
      });
      expect(
        readWord(copy)
          .blocks.slice(0, kept.length)
          .map((text) => text.replaceAll(removed, '')),
      ).toEqual(kept);
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('[C25] the check finds a removed word that stands elsewhere, over runs, in another width or case, and in a name', async () => {
  const bytes = wordOf(`<w:p>${run('密点')}${run('甲乙丙')}</w:p><w:p>${run('ＡＢ 12')}</w:p>`);
  const original = await openOriginal('a.docx', bytes);
  const whole = await makeCopy(original, nothing);
  expect(await checkCopy(original, whole, [secret, 'ab12', '不在'])).toEqual([secret, 'ab12']);
  const choice = { ...nothing, marks: [{ block: 0, from: 0, to: 5 }] };
  expect(removedWords(original, choice)).toEqual([secret]);
  expect(await checkCopy(original, await makeCopy(original, choice), [secret])).toEqual([]);
  const named = zipSync({ ...unzipSync(whole), [`word/media/${secret}.png`]: new Uint8Array() });
  expect(wordsLeft(named, 'word', [secret])).toEqual([secret]);
});

test('[C25] hidden rows and columns, days from 1904 and rich text of a workbook are read; a sheet may lose its name', () => {
  const book = zipSync(
    Object.fromEntries(
      Object.entries({
        'xl/workbook.xml': `<workbook xmlns:r="r"><workbookPr date1904="1"/><definedNames><definedName name="${secret}">A1</definedName></definedNames><sheets><sheet name="${secret}" r:id="r1"/></sheets></workbook>`,
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
        'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        'xl/sharedStrings.xml': `<sst><si><r><t>密点</t></r><r><t>甲乙丙</t></r><rPh><t>x</t></rPh></si></sst>`,
        'xl/worksheets/sheet1.xml': `<worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="2" hidden="1"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>0</v></c></row></sheetData><dataValidations><dataValidation><formula1>"${secret}"</formula1></dataValidation></dataValidations></worksheet>`,
        'xl/pivotCache/pivotCacheDefinition1.xml': `<a>${secret}</a>`,
      }).map(([path, text]) => [path, strToU8(text)]),
    ),
  );
  const sheets = readWorkbook(book);
  expect(sheets).toMatchObject([{ hiddenRows: [2], hiddenColumns: [2, 3] }]);
  expect(sheets[0]?.cells.map(({ value }) => value)).toEqual([secret, '1904-01-01']);
  const marks = { cells: new Set(['A2']), rows: new Set<number>(), columns: new Set<number>(), whole: false };
  expect(insideOf(redactWorkbook(sheets, [{ ...marks, renamed: true }]))).not.toContain(secret);
  expect(() => redactWorkbook(sheets, [{ ...marks, whole: true }])).toThrow('redact_nothing');
});

test('[C25] thumbnails inside JFIF and Adobe segments, and text of a PNG, are not in a picture', () => {
  const segment = (kind: number, data: Buffer): Buffer =>
    Buffer.concat([Buffer.from([0xff, kind, (data.length + 2) >> 8, (data.length + 2) & 255]), data]);
  const jfif = Buffer.concat([Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01', 'latin1'), Buffer.from(secret)]);
  const scan = Buffer.from([0xff, 0xda, 0, 3, 1, 0x12, 0xff, 0xd9]);
  const said = Buffer.concat([
    ...[Buffer.from([0xff, 0xd8]), segment(0xe0, jfif), segment(0xe0, Buffer.from(`JFXX\0${secret}`))],
    ...[segment(0xee, Buffer.concat([Buffer.from('Adobe\0\x64\0\0\0\0\x01', 'latin1')])), scan],
  ]);
  const clean = Buffer.from(cleanPicture(said) ?? []);
  expect(clean.includes(secret)).toBe(false);
  expect(clean.includes('Adobe')).toBe(true);
});

test('[C25] old Chinese encodings are read; files of other kinds are refused with what to do', () => {
  expect(readPlain(Uint8Array.from([0xc3, 0xdc, 0xb5, 0xe3]))).toEqual(['密点']);
  expect(() => kindOfFile('a.doc', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]))).toThrow('redact_old');
  expect(() => kindOfFile('a.exe', strToU8('MZ'))).toThrow('redact_kind');
  expect(() => kindOfFile('a.pdf', strToU8('MZ'))).toThrow('file_damaged');
  expect(() => kindOfFile('a.txt', new Uint8Array(51 * 1024 * 1024))).toThrow('redact_large');
});
