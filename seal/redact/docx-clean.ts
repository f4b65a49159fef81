import { Refused } from '#domain/refused.ts';
import { type Element, isElement, type Node, parseXml, rewriteXml, walkXml } from './xml.ts';

/** Elements that say more than a reader sees; dropped with all that is in them. */
const gone = new Set(
  `w:del w:moveFrom w:moveFromRangeStart w:moveFromRangeEnd w:moveToRangeStart w:moveToRangeEnd w:cellDel w:cellIns
  w:cellMerge w:customXmlInsRangeStart w:customXmlInsRangeEnd w:customXmlDelRangeStart w:customXmlDelRangeEnd
  w:customXmlMoveFromRangeStart w:customXmlMoveFromRangeEnd w:customXmlMoveToRangeStart w:customXmlMoveToRangeEnd
  w:commentRangeStart w:commentRangeEnd w:commentReference w:annotationRef w:proofErr w:instrText w:delText
  w:delInstrText w:fldData w:object w:pict w:control w:sdtPr w:sdtEndPr w:rPrChange w:pPrChange w:tblPrChange
  w:tblPrExChange w:trPrChange w:tcPrChange w:sectPrChange w:tblGridChange w:numberingChange w:bookmarkStart
  w:bookmarkEnd w:permStart w:permEnd w:altChunk w:subDoc w:fldChar w:customXmlPr w:smartTagPr w:tblCaption
  w:tblDescription w:softHyphen w:printerSettings w:contentPart mc:Fallback a:extLst a:hlinkClick a:hlinkHover a:srcRect
  w14:contentPart`.split(/\s+/),
);

/** Elements that only wrap: what is in them stays. */
const unwrapped = new Set(
  'w:ins w:moveTo w:fldSimple w:smartTag w:customXml w:sdt w:sdtContent w:hyperlink w:dir w:bdo'.split(' '),
);

/** What holds words that a reader sees; anything else with words in it loses them. */
export const worded = new Set(['w:t', 'm:t', 'a:t']);
/** Places and sizes that are written as text. */
const measure = /^(-?\d+(\.\d+)?|left|right|center|inside|outside|top|bottom)$/;

/** A part of a Word file with nothing in it that its reader does not see. `hidden`: styles that do not show. */
export function cleanPart(content: Uint8Array, hidden: ReadonlySet<string>): Element {
  const root = readPart(content);
  rewriteXml(root, (element) => clean(element, hidden));
  for (const element of walkXml(root)) dropSaying(element);
  return root;
}

export function readPart(content: Uint8Array): Element {
  try {
    return parseXml(new TextDecoder().decode(content));
  } catch {
    throw new Refused('file_damaged');
  }
}

function clean(element: Element, hidden: ReadonlySet<string>): readonly Node[] {
  if (gone.has(element.name) || isHidden(element, hidden) || drawsOther(element) || isDeletedRow(element)) return [];
  if (element.name === 'w:noBreakHyphen') return [{ name: 'w:t', attributes: {}, children: ['-'] }];
  if (!unwrapped.has(element.name)) return [element];
  return element.children.flatMap((child) => (isElement(child) ? [...clean(child, hidden)] : [child]));
}

/** A chart or diagram: its numbers are in parts that are left out. */
const drawsOther = (element: Element): boolean =>
  element.name === 'w:drawing' && [...walkXml(element)].some(({ name }) => /^(c|cx|dgm|lc|o):/.test(name));

const childOf = (element: Element, name: string): Element | undefined =>
  element.children.filter(isElement).find((child) => child.name === name);

/** A row of a table that was deleted, with the change still to be accepted. */
function isDeletedRow(element: Element): boolean {
  const properties = element.name === 'w:tr' ? childOf(element, 'w:trPr') : undefined;
  return properties !== undefined && childOf(properties, 'w:del') !== undefined;
}

/** A run that is set not to show, by itself or by its style; a paragraph whose style does not show. */
function isHidden(element: Element, hidden: ReadonlySet<string>): boolean {
  if (element.name === 'w:p') return hidden.has(styleOf(childOf(element, 'w:pPr'), 'w:pStyle'));
  if (element.name !== 'w:r') return false;
  const properties = childOf(element, 'w:rPr');
  return properties !== undefined && (vanishes(properties) || hidden.has(styleOf(properties, 'w:rStyle')));
}

const styleOf = (properties: Element | undefined, name: string): string =>
  (properties && childOf(properties, name)?.attributes['w:val']) ?? '';

/** Does what has these properties not show? `w:val="0"` takes it back. */
export const vanishes = (properties: Element): boolean =>
  properties.children
    .filter(isElement)
    .some(
      ({ name, attributes }) =>
        /^w:(vanish|webHidden|specVanish)$/.test(name) && !/^(0|false|off)$/.test(attributes['w:val'] ?? ''),
    );

/** Who wrote when, in which session, what a picture was called; and words where no reader looks. */
function dropSaying(element: Element): void {
  for (const name of Object.keys(element.attributes))
    if (/^w:rsid|^w14:(paraId|textId)$|^w:(author|date|initials)$|^w1[0-9]+\w*:(paraId|durableId)$/.test(name))
      delete element.attributes[name];
  // A linked picture is fetched from outside when the file is opened: it tells who reads it.
  delete element.attributes['r:link'];
  if (!worded.has(element.name))
    element.children = element.children.filter((child) => isElement(child) || measure.test(child.trim()));
  if (!/:(docPr|cNvPr)$/.test(element.name)) return;
  for (const name of ['descr', 'title']) delete element.attributes[name];
  element.attributes['name'] = '';
}
