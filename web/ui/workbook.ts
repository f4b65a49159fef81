import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { Refused } from '#domain/refused.ts';

/** A workbook of one sheet with texts, small enough to be made and read in a page: no library of workbooks is loaded. */
export function writeWorkbook(name: string, rows: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> {
  const cells = rows.map((row, at) => `<row r="${at + 1}">${row.map((text) => cellOf(text)).join('')}</row>`).join('');
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${links}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${links}"><sheets><sheet name="${escapeXml(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetFormatPr defaultColWidth="22" defaultRowHeight="15"/><sheetData>${cells}</sheetData></worksheet>`,
  };
  const files = Object.entries(parts).map(([path, text]) => [
    path,
    strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`),
  ]);
  return zipSync(Object.fromEntries(files)).slice();
}

/** A text that begins like a formula stays a text: cells are strings by their type. */
const cellOf = (text: string): string =>
  `<c t="inlineStr"><is><t xml:space="preserve">${escapeXml(text.slice(0, 32_767))}</t></is></c>`;

const escapeXml = (text: string): string =>
  text
    // What XML 1.0 has no way to write.
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const mostBytes = 64 * 1024 * 1024;

/** Rows of the first sheet as texts. Refuses file_bomb and file_damaged. Formulas give the value that was saved. */
export function readWorkbook(bytes: Uint8Array): string[][] {
  const parts = unpack(bytes);
  const sheet = Object.keys(parts)
    .filter((path) => /^xl\/worksheets\/[^/]+\.xml$/.test(path))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))[0];
  if (sheet === undefined) throw new Refused('file_damaged');
  const shared = Array.from(elements(parts['xl/sharedStrings.xml'], 'si'), textOf);
  return Array.from(elements(parts[sheet], 'row'), (row) => {
    const cells: string[] = [];
    for (const cell of row.getElementsByTagNameNS('*', 'c'))
      cells[columnOf(cell) ?? cells.length] = cellText(cell, shared);
    return Array.from(cells, (text) => (text ?? '').trim());
  });
}

function unpack(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/^xl\/(worksheets\/[^/]+|sharedStrings)\.xml$/.test(name)) return false;
        total += originalSize;
        if (total > mostBytes) throw new Refused('file_bomb');
        return true;
      },
    });
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('file_damaged');
  }
}

function elements(part: Uint8Array | undefined, name: string): Iterable<Element> {
  if (!part) return [];
  const page = new DOMParser().parseFromString(strFromU8(part), 'application/xml');
  return page.getElementsByTagNameNS('*', name);
}

/** Phonetic hints (rPh) are no part of the text. */
const textOf = (element: Element): string =>
  Array.from(element.getElementsByTagNameNS('*', 't'))
    .filter((text) => text.parentElement?.localName !== 'rPh')
    .map((text) => text.textContent ?? '')
    .join('');

function cellText(cell: Element, shared: readonly string[]): string {
  const value = cell.getElementsByTagNameNS('*', 'v')[0]?.textContent ?? '';
  const type = cell.getAttribute('t');
  if (type === 's') return shared[Number(value)] ?? '';
  return type === 'inlineStr' ? textOf(cell) : value;
}

/** 0 of "A12"; at most the hundred columns that are read. */
function columnOf(cell: Element): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(cell.getAttribute('r') ?? '')?.[0];
  if (letters === undefined) return undefined;
  return Math.min(100, [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1);
}
