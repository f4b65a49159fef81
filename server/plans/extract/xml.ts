import { SaxesParser } from 'saxes';
import { Refused } from '#domain/refused.ts';
import { limits } from './limits.ts';
import { textTooLong } from './lines.ts';
import type { Zip } from './zip.ts';

/** An element by its local name: writers choose prefixes as they like. `text` is its own characters. */
export type Node = { name: string; attributes: Readonly<Record<string, string>>; children: Node[]; text: string };

/**
 * What to make of a part. Elements in `keep` become nodes, those in `drop` vanish with all they hold, any other is
 * transparent: its kept children belong to the nearest kept ancestor. Each child of the element `root` is handed
 * to `each` when it closes and is then forgotten, so that memory follows the largest block and not the document.
 */
export type Reading = {
  root: string;
  keep: ReadonlySet<string>;
  drop: ReadonlySet<string>;
  each: (node: Node) => void;
};

/** Reads one part of an archive; an absent part has no nodes. Throws `file_damaged`, `file_bomb`. */
export function readXml(zip: Zip, path: string, reading: Reading): void {
  const damaged = () => new Refused('file_damaged', { name: zip.name });
  const parser = new SaxesParser({ xmlns: false, position: false });
  const builder = buildNodes(reading, zip.name);
  parser.on('error', () => {
    throw damaged();
  });
  // No document of these formats needs a DOCTYPE; without one there is no entity to expand.
  parser.on('doctype', () => {
    throw damaged();
  });
  parser.on('opentag', builder.open);
  parser.on('closetag', builder.close);
  parser.on('text', builder.text);
  parser.on('cdata', builder.text);
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for (const chunk of zip.chunks(path)) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    parser.write(decoder.decode(chunk, { stream: true }));
  }
  if (decoder) parser.write(decoder.decode()).close();
}

export function childOf(node: Node | undefined, name: string): Node | undefined {
  return node?.children.find((child) => child.name === name);
}

/** `w:val` of a child such as `<w:pStyle w:val="1"/>`; an attribute is found whatever its prefix. */
export function valueIn(node: Node | undefined, name: string): string | undefined {
  return childOf(node, name)?.attributes.val;
}

/** `<w:vanish/>` and `<w:vanish w:val="1"/>` are on, `0` and `false` are off. */
export function isOn(node: Node | undefined, name: string): boolean {
  const child = childOf(node, name);
  return child !== undefined && !['0', 'false', 'off'].includes(child.attributes.val ?? '');
}

function encodingOf(first: Uint8Array): string {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  return first[0] === 0xfe && first[1] === 0xff ? 'utf-16be' : 'utf-8';
}

type Tag = { name: string; attributes: Record<string, string> };

function buildNodes(reading: Reading, name: string) {
  /** One place per open element: its node, or that of the nearest kept ancestor when it is transparent. */
  const open: (Node | null)[] = [];
  let rootAt = 0;
  let droppedAt = 0;
  let held = 0;
  let length = 0;
  return {
    open: (tag: Tag) => {
      const local = localName(tag.name);
      const parent = open.at(-1) ?? null;
      let node = parent;
      if (open.length >= limits.xmlDepth) throw new Refused('file_damaged', { name });
      if (droppedAt === 0 && reading.drop.has(local)) droppedAt = open.length + 1;
      if (droppedAt === 0 && rootAt > 0 && reading.keep.has(local)) {
        node = { name: local, attributes: localAttributes(tag.attributes), children: [], text: '' };
        parent?.children.push(node);
        if (++held > limits.xmlNodes) throw new Refused('file_bomb', { name });
      }
      open.push(node);
      if (rootAt === 0 && droppedAt === 0 && local === reading.root) rootAt = open.length;
    },
    close: () => {
      const node = open.pop() ?? null;
      if (open.length < droppedAt) droppedAt = 0;
      if (open.length < rootAt) rootAt = 0;
      if (!node || open.at(-1)) return;
      held = 0;
      reading.each(node);
    },
    text: (text: string) => {
      const node = open.at(-1);
      if (!node || droppedAt !== 0) return;
      node.text += text;
      length += text.trim().length;
      if (length > limits.textChars) throw textTooLong(name);
    },
  };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function localAttributes(attributes: Record<string, string>): Record<string, string> {
  const local: Record<string, string> = {};
  for (const name in attributes) {
    if (name.includes('rsid')) continue;
    local[localName(name)] = attributes[name] ?? '';
  }
  return local;
}
