import { strToU8, zipSync } from 'fflate';
import { Refused } from '#domain/refused.ts';
import { dayOfSerial } from './serial.ts';
import { unpack } from './unpack.ts';
import { type Element, escapeText, isElement, parseXml, textOfXml, walkXml } from './xml.ts';

export type Cell = { readonly row: number; readonly column: number; readonly value: string; readonly number: boolean };
export type Sheet = {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows and columns (from 1) that a reader does not see: hidden or filtered away. */
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
  readonly cells: readonly Cell[];
};

/** What is taken out of one sheet: single cells ("C4"), whole rows, whole columns (both from 1), or the whole sheet. */
export type SheetMarks = {
  readonly cells: ReadonlySet<string>;
  readonly rows: ReadonlySet<number>;
  readonly columns: ReadonlySet<number>;
  readonly whole: boolean;
  /** Its name says too much: it is called by its number. */
  readonly renamed?: boolean;
};

const mostCells = 500_000;

/**
 * The values of a workbook as they show, sheet by sheet: formulas as their last result, dates as days. What a copy is
 * made of, so nothing that is not here can be in it: formulas, names, comments, hidden caches, properties, macros.
 * Throws Refused file_damaged, file_bomb, too_many_rows.
 */
export function readWorkbook(bytes: Uint8Array): Sheet[] {
  const files = unpack(bytes, (path) => read.test(path));
  const part = (path: string): Element | null => {
    const content = files[path];
    if (!content) return null;
    try {
      return parseXml(new TextDecoder().decode(content));
    } catch {
      throw new Refused('file_damaged');
    }
  };
  const book = part('xl/workbook.xml');
  if (!book) throw new Refused('file_damaged');
  const shared = texts(part('xl/sharedStrings.xml'));
  const days = dayStyles(part('xl/styles.xml'));
  // Files of old Macs count days from 1904.
  const shift = named(book, 'workbookPr').some(({ attributes }) => /^(1|true)$/.test(attributes['date1904'] ?? ''))
    ? 1462
    : 0;
  const targets = relations(part('xl/_rels/workbook.xml.rels'));
  let left = mostCells;
  return named(book, 'sheet').map((sheet) => {
    const target = targets.get(sheet.attributes['r:id'] ?? '') ?? '';
    const root = part(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    const cells = root ? cellsOf(root, { shared, days, shift }) : [];
    left -= cells.length;
    if (left < 0) throw new Refused('too_many_rows', { limit: mostCells });
    return {
      name: sheet.attributes['name'] ?? '',
      hidden: (sheet.attributes['state'] ?? 'visible') !== 'visible',
      hiddenRows: root ? hiddenRowsOf(root) : [],
      hiddenColumns: root ? hiddenColumnsOf(root) : [],
      cells,
    };
  });
}

const read = /^xl\/(worksheets\/[^/]+|sharedStrings|styles|workbook|_rels\/workbook\.xml)\.(xml|rels)$/;

const isSet = (text: string | undefined): boolean => text === '1' || text === 'true';

const hiddenRowsOf = (root: Element): number[] =>
  named(root, 'row').flatMap(({ attributes }, index) =>
    isSet(attributes['hidden']) ? [Number(attributes['r'] ?? index + 1)] : [],
  );

/** Not past the columns that a sheet can have. */
const hiddenColumnsOf = (root: Element): number[] =>
  named(root, 'col')
    .filter(({ attributes }) => isSet(attributes['hidden']))
    .flatMap(({ attributes }) => {
      const [from, to] = [Number(attributes['min'] ?? 1), Math.min(16_384, Number(attributes['max'] ?? 1))];
      return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
    });

/**
 * A new workbook of values. Marked cells are empty and filled grey; a sheet taken out whole is not there. Refuses
 * `redact_nothing` when none is left.
 */
export function redactWorkbook(sheets: readonly Sheet[], marks: readonly SheetMarks[]): Uint8Array {
  const kept = sheets.flatMap((sheet, index) => (marks[index]?.whole ? [] : [{ sheet, marks: marks[index] }]));
  if (kept.length === 0) throw new Refused('redact_nothing');
  const list = kept.map(({ sheet, marks: own }, index) => ({
    sheet: { ...sheet, name: own?.renamed ? `Sheet${index + 1}` : sheet.name },
    marks: own,
  }));
  const out: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(contentTypes(list.length)),
    '_rels/.rels': strToU8(relationsXml([['officeDocument', 'xl/workbook.xml']])),
    'xl/workbook.xml': strToU8(bookXml(list.map(({ sheet }) => sheet.name))),
    'xl/_rels/workbook.xml.rels': strToU8(
      relationsXml([
        ...list.map((_, index): Target => ['worksheet', `worksheets/sheet${index + 1}.xml`]),
        ['styles', 'styles.xml'],
      ]),
    ),
    'xl/styles.xml': strToU8(stylesXml),
  };
  for (const [index, { sheet, marks: own }] of list.entries())
    out[`xl/worksheets/sheet${index + 1}.xml`] = strToU8(sheetXml(sheet.cells, own));
  return zipSync(out, { level: 6, mtime: new Date(1980, 0, 1) });
}

/** 3, 28 → "AB3" */
export function cellName(row: number, column: number): string {
  let letters = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row}`;
}

const named = (root: Element, name: string): Element[] =>
  [...walkXml(root)].filter((element) => element.name.replace(/^.*:/, '') === name);

/** The shared strings; phonetic hints are no part of them. */
const texts = (root: Element | null): string[] =>
  root
    ? named(root, 'si').map((item) =>
        named({ ...item, children: item.children.filter((child) => !isElement(child) || child.name !== 'rPh') }, 't')
          .map(textOfXml)
          .join(''),
      )
    : [];

const relations = (root: Element | null): Map<string, string> =>
  new Map(
    root
      ? named(root, 'Relationship').map(({ attributes }) => [attributes['Id'] ?? '', attributes['Target'] ?? ''])
      : [],
  );

/** Numbers of the cell styles that show a number as a day. */
function dayStyles(root: Element | null): ReadonlySet<string> {
  if (!root) return new Set();
  const own = new Set(
    named(root, 'numFmt')
      .filter(({ attributes }) =>
        /[ymd年月日]/i.test((attributes['formatCode'] ?? '').replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '')),
      )
      .map(({ attributes }) => attributes['numFmtId'] ?? ''),
  );
  const isDay = (id: string): boolean =>
    own.has(id) ||
    (Number(id) >= 14 && Number(id) <= 17) ||
    id === '22' ||
    (Number(id) >= 27 && Number(id) <= 36) ||
    (Number(id) >= 50 && Number(id) <= 58);
  const list = named(root, 'cellXfs')[0]?.children.filter(isElement) ?? [];
  return new Set(list.flatMap(({ attributes }, index) => (isDay(attributes['numFmtId'] ?? '') ? [String(index)] : [])));
}

type Facts = { readonly shared: readonly string[]; readonly days: ReadonlySet<string>; readonly shift: number };

function cellsOf(root: Element, facts: Facts): Cell[] {
  let row = 0;
  return named(root, 'row').flatMap((line) => {
    row = Number(line.attributes['r'] ?? row + 1);
    let column = 0;
    return line.children.filter(isElement).flatMap((cell) => {
      column = cell.attributes['r'] ? columnOf(cell.attributes['r']) : column + 1;
      const { value, number } = contentOf(cell, facts);
      return value === '' ? [] : [{ row, column, value, number }];
    });
  });
}

function contentOf(cell: Element, { shared, days, shift }: Facts): { value: string; number: boolean } {
  const type = cell.attributes['t'] ?? 'n';
  if (type === 'inlineStr') return { value: named(cell, 't').map(textOfXml).join(''), number: false };
  const raw = cell.children.filter(isElement).find(({ name }) => name.replace(/^.*:/, '') === 'v');
  const value = raw ? textOfXml(raw) : '';
  if (type === 's') return { value: shared[Number(value)] ?? '', number: false };
  if (type === 'b') return { value: value === '1' ? 'TRUE' : 'FALSE', number: false };
  if (type !== 'n' || value === '' || !Number.isFinite(Number(value))) return { value, number: false };
  return days.has(cell.attributes['s'] ?? '')
    ? { value: dayOfSerial(Number(value) + shift), number: false }
    : { value, number: true };
}

const columnOf = (name: string): number =>
  [...name.replace(/\d+$/, '')].reduce((sum, sign) => sum * 26 + sign.charCodeAt(0) - 64, 0);

function sheetXml(cells: readonly Cell[], marks: SheetMarks | undefined): string {
  const rows = new Map<number, string[]>();
  for (const cell of [...cells].sort((a, b) => a.row - b.row || a.column - b.column)) {
    const line = rows.get(cell.row) ?? [];
    line.push(cellXml(cell, marks));
    rows.set(cell.row, line);
  }
  const body = [...rows].map(([row, line]) => `<row r="${row}">${line.join('')}</row>`).join('');
  return `${xmlHead}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="50" width="16" customWidth="1"/></cols><sheetData>${body}</sheetData></worksheet>`;
}

function cellXml({ row, column, value, number }: Cell, marks: SheetMarks | undefined): string {
  const name = cellName(row, column);
  if (marks?.cells.has(name) || marks?.rows.has(row) || marks?.columns.has(column)) return `<c r="${name}" s="1"/>`;
  if (number) return `<c r="${name}"><v>${value}</v></c>`;
  return `<c r="${name}" t="inlineStr"><is><t xml:space="preserve">${escapeText(printable(value))}</t></is></c>`;
}

/** XML has no way to write most control characters. */
const printable = (text: string): string =>
  [...text].filter((sign) => sign >= ' ' || sign === '\n' || sign === '\t').join('');

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
type Target = readonly [kind: string, target: string];

const relationsXml = (targets: readonly Target[]): string =>
  `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(
      ([kind, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

const bookXml = (names: readonly string[]): string =>
  `${xmlHead}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${names
    .map(
      (name, index) =>
        `<sheet name="${escapeText(name).replaceAll('"', '&quot;')}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
    )
    .join('')}</sheets></workbook>`;

const stylesXml = `${xmlHead}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF595959"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fillId="2" applyFill="1"/></cellXfs></styleSheet>`;

const contentTypes = (sheets: number): string =>
  `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${Array.from(
    { length: sheets },
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  ).join('')}</Types>`;
