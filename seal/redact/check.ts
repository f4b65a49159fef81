import { getDocumentProxy } from 'unpdf';
import { Refused } from '#domain/refused.ts';
import { readPart } from './docx-clean.ts';
import { fold } from './marks.ts';
import { readPlain } from './plain.ts';
import { unpack } from './unpack.ts';
import { readWorkbook } from './xlsx.ts';
import { type Element, isElement, walkXml } from './xml.ts';

/**
 * Words of these that are still somewhere in a finished copy, every part of it unpacked: in the text as a reader sees
 * it, in attributes and names of parts, in bytes. Comparing as `marksOf` does, without spaces, so that nothing hides
 * behind one. Words of a single sign are not looked for.
 */
export function wordsLeft(copy: Uint8Array, kind: 'text' | 'word' | 'sheets', words: readonly string[]): string[] {
  const wanted = [...new Set(words)].map((word) => ({ word, folded: fold(word, false).text }));
  const searched = wanted.filter(({ folded }) => folded.length >= 2);
  const { texts, raw } = insideOf(copy, kind);
  const small = texts.map((text) => fold(text, false).text);
  const behind = raw.map((text) => fold(text, false).text);
  return searched
    .filter(
      ({ folded }) =>
        small.some((text) => text.includes(folded)) ||
        // Names of elements are English: only other words are looked for between them.
        (/[^ -~]/.test(folded) && behind.some((text) => text.includes(folded))),
    )
    .map(({ word }) => word);
}

type Inside = { readonly texts: readonly string[]; readonly raw: readonly string[] };

function insideOf(copy: Uint8Array, kind: 'text' | 'word' | 'sheets'): Inside {
  if (kind === 'text') return { texts: [readPlain(copy).join('\n')], raw: [] };
  const files = Object.entries(unpack(copy));
  const raw = files.flatMap(([path, content]) => [path, ...decoded(path, content)]);
  if (kind === 'sheets')
    return { texts: readWorkbook(copy).flatMap(({ name, cells }) => [name, ...cells.map(({ value }) => value)]), raw };
  const parts = files.filter(([path]) => path.endsWith('.xml')).map(([, content]) => readPart(content));
  return { texts: parts.flatMap((part) => [textOf(part), ...saying(part)]), raw };
}

const decoded = (path: string, content: Uint8Array): string[] =>
  /\.(xml|rels)$/.test(path)
    ? [new TextDecoder().decode(content)]
    : ['utf-8', 'utf-16le', 'utf-16be'].map((encoding) => new TextDecoder(encoding).decode(content));

/** All text of a part, each paragraph once, runs joined: what stands over two runs is found. */
const textOf = (part: Element): string =>
  [...walkXml(part)]
    .filter(({ name }) => name === 'w:p' || name === 'a:p')
    .map((paragraph) => joined(paragraph))
    .join('\u0001');

const joined = (element: Element): string =>
  element.children
    .map((child) => (!isElement(child) ? child : child.name === 'w:p' ? '\u0001' : joined(child)))
    .join('');

/** Attributes in which people write. */
const saying = (part: Element): string[] =>
  [...walkXml(part)].flatMap(({ name, attributes }) =>
    ['name', 'descr', 'title', 'w:name', 'w:author', 'w:tooltip', ...(name === 'w:lvlText' ? ['w:val'] : [])].flatMap(
      (key) => attributes[key] ?? [],
    ),
  );

/** A copy that is pictures alone. Refuses `redact_left` when a PDF has text, notes, files or properties of its own. */
export async function checkPictures(copy: Uint8Array): Promise<void> {
  const document = await getDocumentProxy(copy.slice());
  const { info } = await document.getMetadata();
  const said = Object.keys(info).filter(
    (key) => !/^(PDFFormatVersion|Is[A-Z]|Language|EncryptFilterName|Custom)/.test(key),
  );
  const attached = await document.getAttachments();
  if (attached || said.length > 0) throw new Refused('redact_left', { words: said.join('、') });
  for (let page = 1; page <= document.numPages; page += 1) {
    const sheet = await document.getPage(page);
    const [text, notes] = [await sheet.getTextContent(), await sheet.getAnnotations()];
    if (text.items.length > 0 || notes.length > 0) throw new Refused('redact_left', { words: String(page) });
  }
}

/** A JPEG with nothing but its picture: no EXIF, XMP, comment. Refuses `redact_left`. */
export function checkJpeg(copy: Uint8Array): void {
  for (let at = 2; at + 4 <= copy.length && copy[at] === 0xff; ) {
    const kind = copy[at + 1] ?? 0;
    if (kind === 0xda) return;
    if (kind === 0xe1 || kind === 0xed || kind === 0xfe) throw new Refused('redact_left', { words: 'EXIF' });
    at += 2 + (((copy[at + 2] ?? 0) << 8) | (copy[at + 3] ?? 0));
  }
}
