import { tableRows } from './html-table.ts';
import type { Element } from './html-tree.ts';
import { formatNumber } from './numerals.ts';

/** One line of the page: how many of its characters are links, and the containers it lies in, outermost first. */
export type Block = { text: string; linked: number; heading: boolean; holders: readonly number[] };

/** Breaks a page into lines as a browser shows them. */
export function readBlocks(root: Element): Block[] {
  const blocks: Block[] = [];
  let line = '';
  let linked = 0;
  let heading = false;
  let nextHolder = 0;
  walk(root, { holders: [], link: false, pre: false });
  flush([]);
  return blocks;

  function flush(holders: readonly number[]): void {
    const text = line.replace(/^ +| +$/g, '');
    if (text.trim() !== '') blocks.push({ text, linked: Math.min(linked, text.length), heading, holders });
    line = '';
    linked = 0;
    heading = false;
  }

  function walk(element: Element, place: Place): void {
    const { tag } = element;
    if (tag === 'table' && addTable(element, place)) return;
    const block = BLOCKS.has(tag) || tag === 'br' || tag === 'hr';
    if (block) flush(place.holders);
    const inside = {
      holders: CONTAINERS.has(tag) ? [...place.holders, nextHolder++] : place.holders,
      link: place.link || tag === 'a',
      pre: place.pre || tag === 'pre',
    };
    let number = Number(element.attributes.start ?? 1);
    for (const child of element.children) {
      if (typeof child === 'string') addText(child, inside);
      else if (tag === 'ol' && child.tag === 'li') addItem(child, inside, formatNumber(number++, listFormat(element)));
      else walk(child, inside);
    }
    if (/^h[1-6]$/.test(tag) && line.trim() !== '') heading = true;
    if (block) flush(inside.holders);
  }

  function addItem(item: Element, place: Place, label: string): void {
    const from = blocks.length;
    walk(item, place);
    const first = blocks[from];
    if (first && !NUMBERED.test(first.text)) blocks[from] = { ...first, text: `${label}. ${first.text}` };
  }

  /** A table of data becomes rows; one that only lays out the page is walked like any other container. */
  function addTable(table: Element, place: Place): boolean {
    const rows = tableRows(table, (cell) =>
      readBlocks(cell)
        .map((block) => block.text)
        .join(' '),
    );
    if (!rows) return false;
    flush(place.holders);
    for (const text of rows) blocks.push({ text, linked: 0, heading: false, holders: place.holders });
    return true;
  }

  function addText(text: string, place: Place): void {
    if (place.pre && text.includes('\n')) {
      for (const [i, part] of text.split('\n').entries()) {
        if (i > 0) flush(place.holders);
        line += part.replaceAll('\r', '');
      }
      return;
    }
    const plain = collapse(text, line.at(-1) ?? ' ');
    line += plain;
    if (place.link) linked += plain.length;
  }
}

type Place = { holders: readonly number[]; link: boolean; pre: boolean };

const BLOCKS = new Set(
  'html body main article section header footer aside div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr td th caption blockquote pre address center form fieldset figure figcaption details summary'.split(
    ' ',
  ),
);
const CONTAINERS = new Set('body main article section div td center form'.split(' '));
const NUMBERED = /^[\s　]*([（(]?[\d０-９一二三四五六七八九十]+[、.．）)，]|第[一二三四五六七八九十\d]+[章条节])/;

/** Source line ends between Chinese characters are no spaces; other runs of blanks are one. */
function collapse(text: string, before: string): string {
  const joined = text
    .replaceAll('\u00a0', ' ')
    .replace(/(?<=[\u3000-\u9fff\uff00-\uffef])\s*[\r\n]\s*(?=[\u3000-\u9fff\uff00-\uffef])/g, '');
  const single = joined.replace(/[ \t\r\n\f]+/g, ' ');
  return before === ' ' ? single.replace(/^ /, '') : single;
}

function listFormat(list: Element): string {
  const formats: Record<string, string> = { a: 'lowerLetter', A: 'upperLetter', i: 'lowerRoman', I: 'upperRoman' };
  return formats[list.attributes.type ?? ''] ?? 'decimal';
}
