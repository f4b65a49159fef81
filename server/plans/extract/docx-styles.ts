import { childOf, isOn, type Node, readXml, valueIn } from './xml.ts';
import type { Zip } from './zip.ts';

/** Which list a paragraph belongs to; either half may come from its style. */
export type NumberingRef = { numId: string | undefined; level: number | undefined };

export type Style = { id: string; name: string; basedOn: string | undefined; numbering: NumberingRef; hidden: boolean };

export type Styles = { byId: ReadonlyMap<string, Style>; defaultId: string | undefined };

/** Reads styles.xml: what a paragraph without numbering or hiding of its own takes from its style. */
export function readStyles(zip: Zip, path: string | undefined): Styles {
  const byId = new Map<string, Style>();
  let defaultId: string | undefined;
  if (path) readXml(zip, path, { root: 'styles', keep: KEEP, drop: DROP, each: add });
  return { byId, defaultId };

  function add(node: Node): void {
    const id = node.attributes.styleId ?? '';
    if (node.attributes.type === 'paragraph' && ['1', 'true', 'on'].includes(node.attributes.default ?? '')) {
      defaultId = id;
    }
    byId.set(id, {
      id,
      name: valueIn(node, 'name') ?? '',
      basedOn: valueIn(node, 'basedOn'),
      numbering: numberingOf(childOf(node, 'pPr')),
      hidden: isOn(childOf(node, 'rPr'), 'vanish'),
    });
  }
}

/** The style and those it is based on, nearest first; a circle ends the walk. */
export function styleChain(styles: Styles, id: string | undefined): Style[] {
  const chain: Style[] = [];
  let style = styles.byId.get(id ?? styles.defaultId ?? '');
  while (style && !chain.includes(style)) {
    chain.push(style);
    style = styles.byId.get(style.basedOn ?? '');
  }
  return chain;
}

export function numberingOf(properties: Node | undefined): NumberingRef {
  const numbering = childOf(properties, 'numPr');
  const level = valueIn(numbering, 'ilvl');
  return { numId: valueIn(numbering, 'numId'), level: level === undefined ? undefined : Number(level) };
}

const KEEP = new Set(['style', 'name', 'basedOn', 'pPr', 'numPr', 'numId', 'ilvl', 'rPr', 'vanish']);
const DROP = new Set(['docDefaults', 'latentStyles', 'tblStylePr', 'pPrChange', 'rPrChange']);
