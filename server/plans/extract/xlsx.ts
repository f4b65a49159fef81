import { Refused } from '#domain/refused.ts';
import { limits } from './limits.ts';
import { collectLines, rowLine } from './lines.ts';
import { mainPart, readRelations } from './package-parts.ts';
import { formatCell, readFormats } from './xlsx-formats.ts';
import { childOf, type Node, readXml } from './xml.ts';
import type { Zip } from './zip.ts';

/**
 * The visible sheets of a workbook: the name as a line, then each row that holds anything as `| a | b |`, all rows
 * of a sheet equally wide. Merged cells give their value once; dates are ISO days, percentages keep their sign.
 * Throws `file_damaged`, `file_bomb`, `file_too_large`, `file_empty`.
 */
export function readXlsx(zip: Zip): string {
  const main = mainPart(zip);
  const relations = readRelations(zip, main);
  const pathOf = (kind: string) => relations.find((relation) => relation.kind === kind)?.target;
  const book = readBook(zip, main);
  const formats = readFormats(zip, pathOf('styles'), book.dates1904);
  const shared = readSharedStrings(zip, pathOf('sharedStrings'));
  const lines = collectLines(zip.name);
  let filled = 0;
  for (const sheet of book.sheets) {
    const path = relations.find((relation) => relation.id === sheet.relation)?.target;
    const grid = path ? readSheet(zip, path, (cell) => cellText(cell, shared, formats)) : null;
    if (!grid || grid.rows.size === 0) continue;
    filled++;
    lines.add(sheet.name);
    for (const row of grid.rows.values()) lines.add(rowLine(spread(row, grid.first, grid.last)));
  }
  if (filled === 0) throw new Refused('file_empty', { name: zip.name });
  return lines.text();
}

type Grid = { rows: Map<number, Map<number, string>>; first: number; last: number };

function readBook(zip: Zip, path: string) {
  const book = { dates1904: false, sheets: [] as { name: string; relation: string }[] };
  readXml(zip, path, {
    root: 'workbook',
    keep: new Set(['workbookPr', 'sheet']),
    drop: new Set(),
    each: ({ name, attributes }) => {
      if (name === 'workbookPr') book.dates1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      else if ((attributes.state ?? 'visible') === 'visible') {
        book.sheets.push({ name: attributes.name ?? '', relation: attributes.id ?? '' });
      }
    },
  });
  return book;
}

function readSharedStrings(zip: Zip, path: string | undefined): string[] {
  const strings: string[] = [];
  // rPh is the pronunciation of a Japanese or Chinese word, not its text.
  const [keep, drop] = [new Set(['si', 't']), new Set(['rPh'])];
  if (path) readXml(zip, path, { root: 'sst', keep, drop, each: (node) => strings.push(plainText(node)) });
  return strings;
}

function readSheet(zip: Zip, path: string, textOf: (cell: Node) => string): Grid {
  const rows = new Map<number, Map<number, string>>();
  const merges: string[] = [];
  let at = 0;
  let cells = 0;
  let length = 0;
  readXml(zip, path, { root: 'worksheet', keep: KEEP, drop: DROP, each: (node) => addNode(node) });
  blankMerged(rows, merges, zip.name);
  const columns = [...rows.values()].flatMap((row) => [Math.min(...row.keys()), Math.max(...row.keys())]);
  return {
    rows,
    first: columns.reduce((a, b) => Math.min(a, b), Infinity),
    last: columns.reduce((a, b) => Math.max(a, b), 0),
  };

  function addNode(node: Node): void {
    if (node.name === 'mergeCell') merges.push(node.attributes.ref ?? '');
    if (node.name !== 'row') return;
    at = Number(node.attributes.r ?? at + 1);
    const row = new Map<number, string>();
    let column = 0;
    for (const cell of node.children) {
      column = columnOf(cell.attributes.r) ?? column + 1;
      const text = textOf(cell).trim();
      if (text === '' || column > MAX_COLUMNS) continue;
      row.set(column, text);
      length += text.length;
      if (++cells > limits.sheetCells || length > limits.textChars) throw tooLarge(zip.name);
    }
    if (row.size > 0) rows.set(at, row);
  }
}

const KEEP = new Set(['row', 'c', 'v', 'is', 't', 'mergeCell']);
const DROP = new Set(['rPh', 'f', 'extLst', 'conditionalFormatting', 'dataValidations']);
const MAX_COLUMNS = 16_384;

function cellText(cell: Node, shared: readonly string[], formats: Parameters<typeof formatCell>[2]): string {
  const value = childOf(cell, 'v')?.text ?? '';
  const { t: type = 'n', s: style = '0' } = cell.attributes;
  if (type === 's') return shared[Number(value)] ?? '';
  if (type === 'inlineStr') return plainText(childOf(cell, 'is'));
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'e') return '';
  return type === 'n' ? formatCell(value, Number(style), formats) : value;
}

function plainText(node: Node | undefined): string {
  return (node?.children ?? []).map((child) => child.text).join('');
}

/** Every cell of a merged area but the first is empty, whatever an earlier edit left in it. */
function blankMerged(rows: Grid['rows'], merges: readonly string[], name: string): void {
  let work = 0;
  for (const merge of merges) {
    const [from = '', to = from] = merge.split(':');
    const [left = 0, right = 0] = [columnOf(from), columnOf(to)];
    const [top, bottom] = [rowOf(from), rowOf(to)];
    for (const at of bottom - top < rows.size ? numbersBetween(top, bottom) : rows.keys()) {
      const row = at < top || at > bottom ? undefined : rows.get(at);
      if (++work > limits.sheetCells * 4) throw new Refused('file_bomb', { name });
      for (const column of row?.keys() ?? []) {
        if (column >= left && column <= right && (at !== top || column !== left)) row?.delete(column);
      }
    }
  }
  for (const [at, row] of rows) if (row.size === 0) rows.delete(at);
}

function numbersBetween(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}

function spread(row: ReadonlyMap<number, string>, first: number, last: number): string[] {
  return numbersBetween(first, last).map((column) => row.get(column) ?? '');
}

/** `AB12` → 28. */
function columnOf(ref: string | undefined): number | undefined {
  const letters = /^\$?([A-Z]{1,3})/.exec(ref ?? '')?.[1];
  return letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) : undefined;
}

function rowOf(ref: string): number {
  return Number(/\d+/.exec(ref)?.[0] ?? 0);
}

function tooLarge(name: string): Refused {
  return new Refused('file_too_large', { name, limit: `${limits.sheetCells.toLocaleString('en')} 格 (cells)` });
}
