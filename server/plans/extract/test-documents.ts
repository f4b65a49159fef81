import { strToU8, type Zippable, zipSync } from 'fflate';

/** Small documents made by hand, so that a test shows exactly the markup it is about. */
export type DocxParts = { body: string; styles?: string; numbering?: string; footnotes?: string; media?: Uint8Array };

const WORD =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export function makeDocx({ body, styles, numbering, footnotes, media }: DocxParts): Uint8Array {
  const files: Zippable = {
    '[Content_Types].xml': xml('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    '_rels/.rels': relations([['officeDocument', 'word/document.xml']]),
    'word/document.xml': xml(`<w:document ${WORD}><w:body>${body}<w:sectPr/></w:body></w:document>`),
    'word/_rels/document.xml.rels': relations([
      ['styles', 'styles.xml'],
      ['numbering', 'numbering.xml'],
      ['footnotes', '/word/footnotes.xml'],
    ]),
  };
  if (styles) files['word/styles.xml'] = xml(`<w:styles ${WORD}>${styles}</w:styles>`);
  if (numbering) files['word/numbering.xml'] = xml(`<w:numbering ${WORD}>${numbering}</w:numbering>`);
  if (footnotes) files['word/footnotes.xml'] = xml(`<w:footnotes ${WORD}>${footnotes}</w:footnotes>`);
  if (media) files['word/media/image1.png'] = media;
  return zipSync(files);
}

/** A paragraph; `properties` is the inside of its `w:pPr`. */
export function p(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr>${r(text)}</w:p>`;
}

export function r(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

export function numbered(text: string, numId: number, level = 0): string {
  return p(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`);
}

export function level(at: number, format: string, text: string, more = ''): string {
  return `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
}

export function abstractNum(id: number, inside: string): string {
  return `<w:abstractNum w:abstractNumId="${id}">${inside}</w:abstractNum>`;
}

export function num(id: number, abstractId: number, inside = ''): string {
  return `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstractId}"/>${inside}</w:num>`;
}

/** A table cell; `properties` is the inside of its `w:tcPr`. */
export function cell(inside: string, properties = ''): string {
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${inside}</w:tc>`;
}

export function table(...rows: string[][]): string {
  return `<w:tbl><w:tblPr/>${rows.map((cells) => `<w:tr>${cells.join('')}</w:tr>`).join('')}</w:tbl>`;
}

/** A PDF of one page whose Chinese font is named but not embedded, as older programs write them. */
export function makePdf(encoding: string, lines: readonly Uint8Array[]): Uint8Array {
  const shown = lines.map((line) => `<${Buffer.from(line).toString('hex')}> Tj T*`).join('\n');
  const content = `BT /F1 12 Tf 72 760 Td 20 TL\n${shown}\nET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    `<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/${encoding}/DescendantFonts[6 0 R]>>`,
    '<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/FontDescriptor 7 0 R>>',
    '<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 700/StemV 80>>',
  ];
  return strToU8(
    `%PDF-1.4\n${objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join('')}trailer<</Size 8/Root 1 0 R>>\n%%EOF`,
  );
}

function relations(targets: readonly [string, string][]): Uint8Array {
  const all = targets.map(([kind, to], i) => `<Relationship Id="r${i}" Type="${OFFICE}/${kind}" Target="${to}"/>`);
  return xml(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`,
  );
}

function xml(body: string): Uint8Array {
  return strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${body}`);
}
