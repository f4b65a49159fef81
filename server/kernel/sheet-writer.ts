/** A workbook that leaves piece by piece: for tables of any length, in little memory. */
import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { SheetColumn } from '#server/kernel/sheets.ts';

type Cell = string | number | null;

/**
 * One sheet as .xlsx: a bold head that stays, filters. `rows` come in pieces, so that nothing is held whole. Texts are
 * written as texts, which no office program evaluates.
 */
export async function* streamTable(
  sheet: string,
  columns: readonly SheetColumn[],
  rows: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const failed: Error[] = [];
  const zip = new Zip((error, chunk) => void (error ? failed.push(error) : ready.push(chunk)));
  const part = (name: string): ZipDeflate => {
    const file = new ZipDeflate(name, { level: 3 });
    zip.add(file);
    return file;
  };
  for (const [name, text] of fixedParts(sheet)) part(name).push(strToU8(text), true);
  const body = part('xl/worksheets/sheet1.xml');
  body.push(
    strToU8(
      `${opening(columns)}${rowText(
        columns.map(({ title }) => title),
        1,
        true,
      )}`,
    ),
  );
  let row = 1;
  for await (const piece of rows) {
    body.push(strToU8(piece.map((cells) => rowText(cells, ++row, false)).join('')));
    if (failed[0]) throw failed[0];
    yield* ready.splice(0);
  }
  const last = `${letterOf(columns.length - 1)}${row}`;
  body.push(strToU8(`</sheetData><autoFilter ref="A1:${last}"/></worksheet>`), true);
  zip.end();
  if (failed[0]) throw failed[0];
  yield* ready.splice(0);
}

function rowText(cells: readonly Cell[], row: number, head: boolean): string {
  const style = head ? ' s="1"' : '';
  const texts = cells.map((cell, column) => {
    if (cell === null || cell === '') return '';
    const at = `${letterOf(column)}${row}`;
    if (typeof cell === 'number') return `<c r="${at}"${style}><v>${cell}</v></c>`;
    return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  });
  return `<row r="${row}">${texts.join('')}</row>`;
}

/** 0 → "A", 27 → "AB" */
export const letterOf = (column: number): string =>
  (column >= 26 ? letterOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML cannot hold is left out. */
const escaped = (text: string): string =>
  text.replaceAll(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '').replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign);

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

const opening = (columns: readonly SheetColumn[]): string =>
  `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns
    .map(({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('')}</cols><sheetData>`;

const fixedParts = (sheet: string): [string, string][] => [
  [
    '[Content_Types].xml',
    `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `${xml}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escaped(sheet.slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  ],
  [
    'xl/styles.xml',
    `${xml}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
  ],
];
