import { strToU8, unzipSync, zipSync } from 'fflate';
import { Refused } from '#domain/refused.ts';
import { cutText, type Mark, mergeMarks } from './marks.ts';
import { blankPng, cleanPicture } from './pictures.ts';
import { type Element, isElement, type Node, parseXml, rewriteXml, walkXml, writeXml } from './xml.ts';

/** A Word file as a person chooses from it: its paragraphs in order, and its pictures. */
export type WordFile = {
  readonly blocks: readonly string[];
  readonly pictures: readonly { readonly path: string; readonly bytes: Uint8Array; readonly kept: boolean }[];
  /** What is always left out, for a sentence before the copy is made: comments, changes, properties, embedded files. */
  readonly dropped: readonly string[];
  readonly parts: ReadonlyMap<string, Element>;
  readonly others: ReadonlyMap<string, Uint8Array>;
};

/** Parts with words that a reader sees. */
const worded = /^word\/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$/;
/** Parts that only give form. Everything else of the package is left out: an allow-list forgets nothing. */
const formal = /^word\/(styles|numbering|fontTable|theme\/theme\d+)\.xml$/;
const mostUnpacked = 200 * 1024 * 1024;

/**
 * Reads a .docx. Tracked changes are taken as accepted, hidden text, comments and fields' instructions are gone already
 * in what is shown. Throws Refused file_damaged, file_bomb.
 */
export function readWord(bytes: Uint8Array): WordFile {
  const files = unpack(bytes);
  const parts = new Map<string, Element>();
  const others = new Map<string, Uint8Array>();
  const pictures: { path: string; bytes: Uint8Array; kept: boolean }[] = [];
  const dropped: string[] = [];
  for (const [path, content] of Object.entries(files)) {
    if (worded.test(path)) parts.set(path, cleanPart(content));
    else if (formal.test(path)) others.set(path, content);
    else if (/^word\/_rels\/(document|header\d*|footer\d*|footnotes|endnotes)\.xml\.rels$/.test(path))
      others.set(path, content);
    else if (path.startsWith('word/media/')) {
      const clean = cleanPicture(content);
      pictures.push({ path, bytes: clean ?? blankPng(), kept: clean !== null });
    } else if (!/^(\[Content_Types\]\.xml|_rels\/\.rels)$/.test(path) && !path.endsWith('/')) dropped.push(path);
  }
  if (!parts.has('word/document.xml')) throw new Refused('file_damaged');
  const blocks = [...parts.values()].flatMap((part) => paragraphsOf(part).map(({ text }) => text));
  return { blocks, pictures, dropped, parts, others };
}

/** A new .docx without the marked passages and without the pictures that were taken out (by path). */
export function redactWord(file: WordFile, marks: readonly Mark[], pictures: ReadonlySet<string>): Uint8Array {
  const out: Record<string, Uint8Array> = {};
  let block = 0;
  for (const [path, part] of file.parts) {
    const copy = parseXml(writeXml(part));
    for (const paragraph of paragraphsOf(copy))
      cutParagraph(paragraph, mergeMarks(marks, block++, paragraph.text.length));
    out[path] = strToU8(writeXml(copy));
  }
  const blank = file.pictures.filter(({ path, kept }) => !kept || pictures.has(path)).map(({ path }) => path);
  for (const { path, bytes } of file.pictures) out[path] = pictures.has(path) ? blankPng() : bytes;
  const names = new Set([...Object.keys(out), ...file.others.keys()]);
  for (const [path, content] of file.others)
    out[path] = path.endsWith('.rels') ? strToU8(cleanRelations(content, names)) : content;
  out['_rels/.rels'] = strToU8(rootRelations);
  out['[Content_Types].xml'] = strToU8(contentTypes([...names], blank));
  // The moment of packing is nobody's business either.
  return zipSync(out, { level: 6, mtime: new Date(1980, 0, 1) });
}

type Paragraph = { readonly element: Element; readonly text: string; readonly runs: readonly Element[] };

/** Paragraphs with the w:t elements of their text, in order; those of text boxes are paragraphs of their own. */
function paragraphsOf(part: Element): Paragraph[] {
  return [...walkXml(part)]
    .filter(({ name }) => name === 'w:p')
    .map((element) => {
      const runs = [...ownText(element)];
      return { element, runs, text: runs.map((run) => textOf(run)).join('') };
    });
}

function* ownText(element: Element): Generator<Element> {
  for (const child of element.children) {
    if (!isElement(child) || child.name === 'w:p') continue;
    if (child.name === 'w:t') yield child;
    else yield* ownText(child);
  }
}

const textOf = (run: Element): string => run.children.filter((child) => !isElement(child)).join('');

/** The sign of what was removed stands in the run where the passage began. */
function cutParagraph({ runs }: Paragraph, passages: readonly { from: number; to: number }[]): void {
  let begin = 0;
  for (const run of runs) {
    const text = textOf(run);
    const end = begin + text.length;
    const own = passages.filter(({ from, to }) => from < end && to > begin);
    if (own.length > 0) {
      const local = own.map(({ from, to }) => ({
        from: Math.max(0, from - begin),
        to: Math.min(text.length, to - begin),
        first: from >= begin,
      }));
      run.children = [cutRun(text, local)];
      run.attributes['xml:space'] = 'preserve';
    }
    begin = end;
  }
}

function cutRun(text: string, passages: readonly { from: number; to: number; first: boolean }[]): string {
  const [head, ...rest] = passages;
  if (!head || head.first) return cutText(text, passages);
  // The passage began in an earlier run, where its sign stands.
  const shifted = rest.map(({ from, to }) => ({ from: from - head.to, to: to - head.to }));
  return cutText(text.slice(head.to), shifted);
}

/** Elements that say more than a reader sees; dropped with all that is in them. */
const gone = new Set([
  'w:del',
  'w:moveFrom',
  'w:commentRangeStart',
  'w:commentRangeEnd',
  'w:commentReference',
  'w:annotationRef',
  'w:proofErr',
  'w:instrText',
  'w:delText',
  'w:delInstrText',
  'w:fldData',
  'w:object',
  'w:pict',
  'w:control',
  'w:sdtPr',
  'w:rPrChange',
  'w:pPrChange',
  'w:tblPrChange',
  'w:trPrChange',
  'w:tcPrChange',
  'w:sectPrChange',
  'w:tblGridChange',
  'w:numberingChange',
  'w:bookmarkStart',
  'w:bookmarkEnd',
  'w:permStart',
  'w:permEnd',
  'w:altChunk',
  'w:subDoc',
  'w:fldChar',
  'w:customXmlPr',
  'w:smartTagPr',
  'mc:Fallback',
  'a:extLst',
  'a:hlinkClick',
  'a:hlinkHover',
]);
/** Elements that only wrap: what is in them stays. */
const unwrapped = new Set([
  'w:ins',
  'w:moveTo',
  'w:fldSimple',
  'w:smartTag',
  'w:customXml',
  'w:sdt',
  'w:sdtContent',
  'w:hyperlink',
]);

function cleanPart(content: Uint8Array): Element {
  let root: Element;
  try {
    root = parseXml(new TextDecoder().decode(content));
  } catch {
    throw new Refused('file_damaged');
  }
  rewriteXml(root, clean);
  for (const element of walkXml(root)) dropSaying(element);
  return root;
}

function clean(element: Element): readonly Node[] {
  if (gone.has(element.name) || isHidden(element) || drawsOther(element)) return [];
  if (!unwrapped.has(element.name)) return [element];
  return element.children.flatMap((child) => (isElement(child) ? [...clean(child)] : [child]));
}

/** A chart or diagram: its numbers are in parts that are left out. */
const drawsOther = (element: Element): boolean =>
  element.name === 'w:drawing' && [...walkXml(element)].some(({ name }) => /^(c|cx|dgm|lc|o):/.test(name));

/** A run that is set not to show. */
const isHidden = ({ name, children }: Element): boolean =>
  name === 'w:r' &&
  children.some(
    (child) =>
      isElement(child) &&
      child.name === 'w:rPr' &&
      child.children.some((one) => isElement(one) && /^w:(vanish|webHidden|specVanish)$/.test(one.name)),
  );

/** Who wrote when, in which session, and what a picture was called. */
function dropSaying(element: Element): void {
  for (const name of Object.keys(element.attributes))
    if (/^w:rsid|^w14:(paraId|textId)$|^w:(author|date|initials)$/.test(name)) delete element.attributes[name];
  // A linked picture is fetched from outside when the file is opened: it tells who reads it.
  delete element.attributes['r:link'];
  if (!/:(docPr|cNvPr)$/.test(element.name)) return;
  for (const name of ['descr', 'title']) delete element.attributes[name];
  element.attributes['name'] = '';
}

/** Relations to parts that stay; nothing that points outside. */
function cleanRelations(content: Uint8Array, names: ReadonlySet<string>): string {
  const root = parseXml(new TextDecoder().decode(content));
  root.children = root.children.filter(
    (child) =>
      isElement(child) &&
      child.attributes['TargetMode'] !== 'External' &&
      names.has(`word/${child.attributes['Target'] ?? ''}`),
  );
  return writeXml(root);
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ originalSize }) => {
        total += originalSize;
        if (total > mostUnpacked) throw new Refused('file_bomb');
        return true;
      },
    });
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('file_damaged');
  }
}

const types = 'application/vnd.openxmlformats-officedocument';
const rootRelations = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;

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
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="jpg" ContentType="image/jpeg"/>${own.join('')}</Types>`;
}
