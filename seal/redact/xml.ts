import { SaxesParser } from 'saxes';

/** A part of an Office file as a tree that can be changed and written back. Prefixes stay as they are written. */
export type Element = { name: string; attributes: Record<string, string>; children: Node[] };
export type Node = Element | string;

export const isElement = (node: Node): node is Element => typeof node !== 'string';

/** Throws Refused-less Error on text that is not well-formed: the caller says which file. Entities of a DTD stay unread. */
export function parseXml(text: string): Element {
  const parser = new SaxesParser();
  const root: Element = { name: '', attributes: {}, children: [] };
  const open: Element[] = [root];
  const inside = (): Element => open.at(-1) ?? root;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes: { ...attributes }, children: [] };
    inside().children.push(element);
    open.push(element);
  });
  parser.on('text', (part) => {
    inside().children.push(part);
  });
  parser.on('cdata', (part) => {
    inside().children.push(part);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  const first = root.children.find(isElement);
  if (!first) throw new Error('no element');
  return first;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export const writeXml = (root: Element): string => head + write(root);

function write(node: Node): string {
  if (!isElement(node)) return escapeText(node);
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escapeText(value).replaceAll('"', '&quot;')}"`)
    .join('');
  if (node.children.length === 0) return `<${node.name}${attributes}/>`;
  return `<${node.name}${attributes}>${node.children.map(write).join('')}</${node.name}>`;
}

/** Also for text that goes into an XML file that is written by hand. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Every element below, the element itself first. */
export function* walkXml(element: Element): Generator<Element> {
  yield element;
  for (const child of element.children) if (isElement(child)) yield* walkXml(child);
}

/** Keeps a child, replaces it by others, or drops it; goes on inside what was kept. */
export function rewriteXml(element: Element, change: (child: Element) => readonly Node[]): void {
  element.children = element.children.flatMap((child) => (isElement(child) ? [...change(child)] : [child]));
  for (const child of element.children) if (isElement(child)) rewriteXml(child, change);
}

export const textOfXml = (element: Element): string =>
  element.children.map((child) => (isElement(child) ? textOfXml(child) : child)).join('');
