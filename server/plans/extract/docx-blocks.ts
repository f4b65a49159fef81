import type { NumberingRef, Style } from './docx-styles.ts';
import { numberingOf, type Styles, styleChain } from './docx-styles.ts';
import { rowLine } from './lines.ts';
import { childOf, isOn, type Node, valueIn } from './xml.ts';

/** In a cell everything becomes one line, an inner table too. */
type Place = 'body' | 'cell';

type Counter = { next: (own: NumberingRef, chain: readonly Style[]) => string };

/**
 * Turns the blocks of a Word document, in their order, into lines. `textOf` gives any block as one line without
 * blanks at its ends; `end` writes out what a deleted paragraph mark at the very end still holds.
 */
export function readBlocks(styles: Styles, counter: Counter, addLine: (line: string) => void) {
  /** Text before a deleted paragraph mark: it opens the paragraph that follows. */
  let carried = '';
  return { add: (node: Node) => addBlock(node, addLine, 'body'), end, textOf };

  function end(): void {
    if (carried !== '') addLine(carried);
    carried = '';
  }

  function textOf(node: Node): string {
    const parts: string[] = [];
    for (const child of node.children) addBlock(child, (line) => parts.push(line.trim()), 'cell');
    return parts
      .filter((part) => part !== '')
      .join(' ')
      .replace(/\s+/g, ' ');
  }

  function addBlock(node: Node, add: (line: string) => void, place: Place): void {
    if (node.name === 'p') addParagraph(node, add, place);
    else if (node.name === 'tbl') addTable(node, add, place);
    // A deletion or a run has no place between blocks; tables and paragraphs are never inside either.
  }

  function addParagraph(node: Node, add: (line: string) => void, place: Place): void {
    const properties = childOf(node, 'pPr');
    const chain = styleChain(styles, valueIn(properties, 'pStyle'));
    // A table of contents repeats the headings and would make them look announced twice.
    if (chain.some((style) => /^toc \d/i.test(style.name))) return;
    const mark = childOf(properties, 'rPr');
    const boxes: Node[] = [];
    const text = runsText(
      node,
      chain.some((style) => style.hidden),
      boxes,
    );
    if (childOf(mark, 'del')) {
      carried += text;
    } else if (text !== '' || carried !== '' || !isOn(mark, 'vanish')) {
      const label = counter.next(numberingOf(properties), chain);
      const whole = carried + text;
      carried = '';
      // A number alone is the content of a cell in a 序号 column, but in the body it would be a heading of nothing.
      for (const line of (whole.trim() === '' && place === 'body' ? whole : label + whole).split('\n')) add(line);
    }
    for (const box of boxes) for (const child of box.children) addBlock(child, add, place);
  }

  function runsText(node: Node, hidden: boolean, boxes: Node[]): string {
    let text = '';
    for (const child of node.children) {
      if (child.name === 'txbxContent') boxes.push(child);
      else if (child.name === 'r') text += runText(child, hidden, boxes);
    }
    return text;
  }

  function runText(run: Node, paragraphHidden: boolean, boxes: Node[]): string {
    const properties = childOf(run, 'rPr');
    const style = valueIn(properties, 'rStyle');
    const byStyle = paragraphHidden || (style !== undefined && styleChain(styles, style).some((each) => each.hidden));
    if (childOf(properties, 'vanish') ? isOn(properties, 'vanish') : byStyle) return '';
    let text = '';
    for (const child of run.children) {
      if (child.name === 't') text += child.text;
      else if (child.name === 'r') text += runText(child, paragraphHidden, boxes);
      else if (child.name === 'txbxContent') boxes.push(child);
      else text += SIGNS[child.name]?.(child) ?? '';
    }
    return text;
  }

  function addTable(table: Node, add: (line: string) => void, place: Place): void {
    for (const row of table.children) {
      const properties = childOf(row, 'trPr');
      if (row.name !== 'tr' || childOf(properties, 'del')) continue;
      const before = blanks(valueIn(properties, 'gridBefore'));
      const after = blanks(valueIn(properties, 'gridAfter'));
      const cells = row.children.filter((child) => child.name === 'tc').flatMap(cellTexts);
      add(place === 'body' ? rowLine([...before, ...cells, ...after]) : cells.filter((text) => text !== '').join(' '));
    }
  }

  /** A merged cell keeps its columns: its text once, then empty cells. */
  function cellTexts(cell: Node): string[] {
    const properties = childOf(cell, 'tcPr');
    const merge = childOf(properties, 'vMerge') ?? childOf(properties, 'hMerge');
    const continued = merge !== undefined && merge.attributes.val !== 'restart';
    const text = textOf(cell);
    return [continued ? '' : text, ...blanks(String(Number(valueIn(properties, 'gridSpan') ?? 1) - 1))];
  }
}

const SIGNS: Readonly<Record<string, (node: Node) => string>> = {
  tab: () => '\t',
  ptab: () => '\t',
  cr: () => '\n',
  br: (node) => (['page', 'column'].includes(node.attributes.type ?? '') ? '' : '\n'),
  noBreakHyphen: () => '-',
};

function blanks(count: string | undefined): string[] {
  const n = Number(count ?? 0);
  return Array.from({ length: n > 0 && n < 1000 ? n : 0 }, () => '');
}
