import { strToU8, zipSync } from 'fflate';
import { Refused } from '#domain/refused.ts';
import { cleanPart, readPart, worded } from './docx-clean.ts';
import { cleanForm, hiddenStyles, numberTexts, ownStyles, renameStyles } from './docx-form.ts';
import { cutText, groupMarks, type Mark, mergeMarks } from './marks.ts';
import { blankPng, cleanPicture } from './pictures.ts';
import { unpack } from './unpack.ts';
import { type Element, isElement, walkXml, writeXml } from './xml.ts';

export type WordPicture = {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Cleaned; one that is neither PNG nor JPEG cannot be and stays out. */
  readonly kept: boolean;
  /** A part of it was cut off in the document but is in the file; in the copy it would show. */
  readonly cropped: boolean;
};

/** A Word file as a person chooses from it: its paragraphs in order, and its pictures. */
export type WordFile = {
  readonly blocks: readonly string[];
  readonly pictures: readonly WordPicture[];
  /** Parts of the package that are always left out, for a sentence before the copy is made. */
  readonly dropped: readonly string[];
  readonly main: string;
  readonly parts: ReadonlyMap<string, Element>;
  /** Styles, numbering, fonts, theme. */
  readonly forms: ReadonlyMap<string, Element>;
  readonly relations: ReadonlyMap<string, Element>;
};

/** Parts with words that a reader sees. */
const shown = /^word\/(document\d*|header\d*|footer\d*|footnotes|endnotes)\.xml$/;
/** Parts that only give form. Everything else of the package is left out: an allow-list forgets nothing. */
const formal = /^word\/(styles|numbering|fontTable|theme\/theme\d+)\.xml$/;
const related = /^word\/_rels\/(document\d*|header\d*|footer\d*|footnotes|endnotes)\.xml\.rels$/;

/**
 * Reads a .docx. Tracked changes are taken as accepted; hidden text, comments and fields' instructions are gone already
 * in what is shown. Throws Refused file_damaged, file_bomb.
 */
export function readWord(bytes: Uint8Array): WordFile {
  const files = unpack(bytes);
  const read = (path: string): Element | undefined => (files[path] ? readPart(files[path]) : undefined);
  const styles = read('word/styles.xml');
  const [own, hidden] = [ownStyles(styles), hiddenStyles(styles)];
  const cropped = new Set<string>();
  const [parts, forms, relations] = [
    new Map<string, Element>(),
    new Map<string, Element>(),
    new Map<string, Element>(),
  ];
  for (const [path, content] of Object.entries(files)) {
    if (shown.test(path)) {
      const part = cleanPart(content, hidden);
      renameStyles(part, own);
      parts.set(path, part);
      for (const id of croppedIn(readPart(content))) cropped.add(`${path} ${id}`);
    } else if (formal.test(path)) forms.set(path, cleanForm(content, own));
  }
  const main = [...parts.keys()].find((path) => path.startsWith('word/document'));
  if (!main) throw new Refused('file_damaged');
  const pictures = new Map<string, WordPicture>();
  for (const [path, part] of parts) {
    const place = relationsPath(path);
    const root = files[place] ? readPart(files[place]) : undefined;
    if (!root || !related.test(place)) continue;
    const used = usedIn(part);
    root.children = root.children.filter((child) => isElement(child) && staysRelated(child, { used, files }));
    relations.set(place, root);
    for (const { attributes } of root.children.filter(isElement)) {
      const target = targetOf(attributes['Target'] ?? '');
      if (!target.startsWith('word/media/')) continue;
      const clean = cleanPicture(files[target] ?? new Uint8Array());
      const isCropped = cropped.has(`${path} ${attributes['Id'] ?? ''}`) || (pictures.get(target)?.cropped ?? false);
      pictures.set(target, { path: target, bytes: clean ?? blankPng(), kept: clean !== null, cropped: isCropped });
    }
  }
  const known = (path: string): boolean =>
    shown.test(path) || formal.test(path) || related.test(path) || pictures.has(path) || path.endsWith('/');
  const dropped = Object.keys(files).filter(
    (path) => !known(path) && !/^(\[Content_Types\]\.xml|_rels\/\.rels)$/.test(path),
  );
  const file = { main, parts, forms, relations, dropped, pictures: [...pictures.values()] };
  return { ...file, blocks: blocksOf(file).map(({ text }) => text) };
}

/** A new .docx without the marked passages and without the pictures that were taken out (by path). */
export function redactWord(file: WordFile, marks: readonly Mark[], pictures: ReadonlySet<string>): Uint8Array {
  const out: Record<string, Uint8Array> = {};
  const own = groupMarks(marks);
  const copy = {
    parts: new Map([...file.parts].map(([path, part]) => [path, structuredClone(part)])),
    forms: new Map([...file.forms].map(([path, part]) => [path, structuredClone(part)])),
  };
  for (const [index, block] of blocksOf(copy).entries()) block.cut(mergeMarks(own(index), index, block.text.length));
  for (const [path, part] of [...copy.parts, ...copy.forms, ...file.relations]) out[path] = strToU8(writeXml(part));
  const blank = file.pictures.filter(({ path, kept }) => !kept || pictures.has(path)).map(({ path }) => path);
  for (const { path, bytes } of file.pictures) out[path] = pictures.has(path) ? blankPng() : bytes;
  out['_rels/.rels'] = strToU8(rootRelations(file.main));
  out['[Content_Types].xml'] = strToU8(contentTypes(Object.keys(out), blank));
  // The moment of packing is nobody's business either.
  return zipSync(out, { level: 6, mtime: new Date(1980, 0, 1) });
}

type Passage = { readonly from: number; readonly to: number };
type Block = { readonly text: string; readonly cut: (passages: readonly Passage[]) => void };

/** Paragraphs with their text; those of text boxes are paragraphs of their own. Then the texts of numbering. */
function blocksOf({ parts, forms }: Pick<WordFile, 'parts' | 'forms'>): Block[] {
  const paragraphs = [...parts.values()]
    .flatMap((part) => [...walkXml(part)].filter(({ name }) => name === 'w:p' || name === 'a:p'))
    .map((element) => {
      const pieces = [...ownPieces(element)];
      const text = pieces.map(textOf).join('');
      return { text, cut: (passages: readonly Passage[]) => cutPieces(pieces, passages) };
    });
  const numbers = numberTexts(forms.get('word/numbering.xml')).map(({ attributes }) => ({
    text: attributes['w:val'] ?? '',
    cut: (passages: readonly Passage[]) => {
      attributes['w:val'] = cutText(attributes['w:val'] ?? '', passages);
    },
  }));
  return [...paragraphs, ...numbers];
}

const signs: Readonly<Record<string, string>> = { 'w:tab': '\t', 'w:br': '\n', 'w:cr': '\n', 'w:sym': '\ufffd' };

/** What shows of a paragraph: texts, formulas, tabs, line ends, signs of a symbol font. */
function* ownPieces(element: Element): Generator<Element> {
  for (const child of element.children) {
    if (!isElement(child) || /^(w:p|a:p|w:pPr|w:rPr|a:pPr|a:rPr)$/.test(child.name)) continue;
    if (worded.has(child.name) || child.name in signs) yield child;
    else yield* ownPieces(child);
  }
}

const textOf = (piece: Element): string =>
  signs[piece.name] ?? piece.children.filter((child) => !isElement(child)).join('');

/** The sign of what was removed stands in the piece where the passage began. */
function cutPieces(pieces: readonly Element[], passages: readonly Passage[]): void {
  let begin = 0;
  for (const piece of pieces) {
    const text = textOf(piece);
    const end = begin + text.length;
    const own = passages.filter(({ from, to }) => from < end && to > begin);
    if (own.length > 0) {
      const [head] = own;
      // A passage that began in an earlier piece has its sign there.
      const skip = head && head.from < begin ? Math.min(text.length, head.to - begin) : 0;
      const rest = own
        .filter(({ from }) => from >= begin)
        .map(({ from, to }) => ({ from: from - begin - skip, to: Math.min(text.length, to - begin) - skip }));
      piece.children = [cutText(text.slice(skip), rest)];
      if (piece.name in signs) Object.assign(piece, { name: 'w:t', attributes: {} });
      if (piece.name === 'w:t') piece.attributes['xml:space'] = 'preserve';
    }
    begin = end;
  }
}

const relationsPath = (path: string): string => path.replace(/([^/]+)$/, '_rels/$1.rels');

/** Targets are written from word/ or from the root of the package. */
const targetOf = (target: string): string => (target.startsWith('/') ? target.slice(1) : `word/${target}`);

const relationNames = ['r:embed', 'r:id', 'r:pict'];

/** Relations that what stayed of a part still names. */
const usedIn = (part: Element): ReadonlySet<string> =>
  new Set(
    [...walkXml(part)].flatMap(({ attributes }) =>
      relationNames.flatMap((name) => (attributes[name] === undefined ? [] : [attributes[name]])),
    ),
  );

/** Relations to parts that stay and are named; nothing that points outside. */
function staysRelated(
  { attributes }: Element,
  { used, files }: { used: ReadonlySet<string>; files: Readonly<Record<string, unknown>> },
): boolean {
  const target = targetOf(attributes['Target'] ?? '');
  if (attributes['TargetMode'] === 'External' || files[target] === undefined) return false;
  if (target.startsWith('word/media/')) return used.has(attributes['Id'] ?? '');
  return shown.test(target) || formal.test(target);
}

/** Relations of pictures of which a part is cut off. */
const croppedIn = (part: Element): string[] =>
  [...walkXml(part)]
    .filter(({ name }) => name === 'pic:blipFill')
    .filter((fill) =>
      [...walkXml(fill)].some(
        ({ name, attributes }) =>
          name === 'a:srcRect' && Object.values(attributes).some((value) => Number(value) !== 0),
      ),
    )
    .flatMap((fill) => [...walkXml(fill)].flatMap(({ attributes }) => attributes['r:embed'] ?? []));

const types = 'application/vnd.openxmlformats-officedocument';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packageNames = 'http://schemas.openxmlformats.org/package/2006';

const rootRelations = (main: string): string =>
  `${head}<Relationships xmlns="${packageNames}/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="${main}"/></Relationships>`;

function contentTypes(names: readonly string[], blank: readonly string[]): string {
  const kindOf = (name: string): string | null => {
    if (name.includes('/theme/')) return `${types}.theme+xml`;
    const kind = /^word\/([a-zA-Z]+)\d*\.xml$/.exec(name)?.[1];
    return kind === undefined ? null : `${types}.wordprocessingml.${kind === 'document' ? 'document.main' : kind}+xml`;
  };
  const own = names.flatMap((name) => {
    const kind = kindOf(name);
    return kind === null ? [] : [`<Override PartName="/${name}" ContentType="${kind}"/>`];
  });
  // Whatever it was called, an emptied picture is a PNG now.
  for (const path of blank) own.push(`<Override PartName="/${path}" ContentType="image/png"/>`);
  return `${head}<Types xmlns="${packageNames}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="jpg" ContentType="image/jpeg"/>${own.join('')}</Types>`;
}
