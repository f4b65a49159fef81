import type { Element } from './html-tree.ts';
import { rowLine } from './lines.ts';

/**
 * The rows of a table as lines, with empty cells for spans; null when the table only lays out the page: it holds
 * another table, has one column, has one row of long cells, or a cell as long as an article.
 */
export function tableRows(table: Element, textOf: (cell: Element) => string): string[] | null {
  if (contains(table, 'table')) return null;
  const rows = rowsOf(table).map((row) => row.children.filter(isCell));
  if (Math.max(0, ...rows.map((cells) => cells.length)) < 2) return null;
  const texts = rows.map((cells) => cells.map((cell) => ({ cell, text: textOf(cell) })));
  const longest = texts.flat().reduce((most, { text }) => Math.max(most, text.length), 0);
  if (longest > LAYOUT_CELL || (rows.length === 1 && longest > LAYOUT_CELL / 10)) return null;
  return spreadRows(texts).map(rowLine);
}

const LAYOUT_CELL = 2000;
const MOST_COLUMNS = 200;

function contains(element: Element, tag: string): boolean {
  return element.children.some((child) => typeof child !== 'string' && (child.tag === tag || contains(child, tag)));
}

function rowsOf(element: Element): Element[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return child.tag === 'tr' ? [child] : rowsOf(child);
  });
}

function isCell(child: Element | string): child is Element {
  return typeof child !== 'string' && (child.tag === 'td' || child.tag === 'th');
}

function spreadRows(rows: readonly { cell: Element; text: string }[][]): string[][] {
  /** Per column, how many further rows a cell above still covers. */
  const covered: number[] = [];
  return rows.map((cells) => {
    const line: string[] = [];
    const skipCovered = () => {
      while ((covered[line.length] ?? 0) > 0 && line.length < MOST_COLUMNS) {
        covered[line.length] = (covered[line.length] ?? 1) - 1;
        line.push('');
      }
    };
    for (const { cell, text } of cells) {
      skipCovered();
      const [across, down] = [span(cell, 'colspan'), span(cell, 'rowspan')];
      for (let i = 0; i < across; i++) {
        covered[line.length] = down - 1;
        line.push(i === 0 ? text : '');
      }
    }
    skipCovered();
    return line;
  });
}

function span(cell: Element, name: string): number {
  const value = Number.parseInt(cell.attributes[name] ?? '1', 10);
  return value >= 1 && value < MOST_COLUMNS ? value : 1;
}
