import { readPart, vanishes } from './docx-clean.ts';
import { type Element, isElement, rewriteXml, walkXml } from './xml.ts';

const referring = new Set('w:pStyle w:rStyle w:tblStyle w:basedOn w:next w:link w:numStyleLink w:styleLink'.split(' '));

/** Identifiers of styles that somebody made, and the neutral names that they get. */
export function ownStyles(styles: Element | undefined): ReadonlyMap<string, string> {
  const own = stylesOf(styles).filter(({ attributes }) => attributes['w:customStyle'] === '1');
  return new Map(own.map(({ attributes }, index) => [attributes['w:styleId'] ?? '', `own${index + 1}`]));
}

/** Styles whose text does not show, by themselves or by what they are based on. */
export function hiddenStyles(styles: Element | undefined): ReadonlySet<string> {
  const hidden = new Set<string>();
  const all = stylesOf(styles).map((style) => {
    const children = style.children.filter(isElement);
    const properties = children.find(({ name }) => name === 'w:rPr');
    const base = children.find(({ name }) => name === 'w:basedOn')?.attributes['w:val'] ?? '';
    return { id: style.attributes['w:styleId'] ?? '', base, hides: properties !== undefined && vanishes(properties) };
  });
  for (let before = -1; before < hidden.size; ) {
    before = hidden.size;
    for (const { id, base, hides } of all) if (id !== '' && (hides || hidden.has(base))) hidden.add(id);
  }
  return hidden;
}

const stylesOf = (styles: Element | undefined): Element[] =>
  styles ? [...walkXml(styles)].filter(({ name }) => name === 'w:style') : [];

/** Styles, numbering, fonts or theme without names that people gave and without marks of sessions. */
export function cleanForm(content: Uint8Array, own: ReadonlyMap<string, string>): Element {
  const root = readPart(content);
  rewriteXml(root, (element) => (dropped.has(element.name) ? [] : [element]));
  renameStyles(root, own);
  for (const element of walkXml(root)) {
    if (/^a:(theme|clrScheme|fontScheme|fmtScheme)$/.test(element.name)) element.attributes['name'] = 'Office';
    for (const name of Object.keys(element.attributes)) if (/^w:rsid/.test(name)) delete element.attributes[name];
  }
  return root;
}

const dropped = new Set(
  `w:rsid w:nsid w:tmpl w:aliases w:embedRegular w:embedBold w:embedItalic w:embedBoldItalic a:extLst a:custClrLst
  w:numPicBullet w:lvlPicBulletId`.split(/\s+/),
);

/** Custom styles under their neutral names, where they are made and where they are used. */
export function renameStyles(root: Element, own: ReadonlyMap<string, string>): void {
  for (const element of walkXml(root)) {
    const at = element.attributes;
    if (referring.has(element.name)) at['w:val'] = own.get(at['w:val'] ?? '') ?? at['w:val'] ?? '';
    const name = element.name === 'w:style' ? own.get(at['w:styleId'] ?? '') : undefined;
    if (name === undefined) continue;
    at['w:styleId'] = name;
    for (const child of element.children)
      if (isElement(child) && child.name === 'w:name') child.attributes['w:val'] = name;
  }
}

/** Texts before numbered paragraphs that hold words of their own ("Formula %1"): a person chooses from them as well. */
export const numberTexts = (numbering: Element | undefined): Element[] =>
  numbering
    ? [...walkXml(numbering)].filter(
        ({ name, attributes }) =>
          name === 'w:lvlText' && /\p{L}{2}/u.test((attributes['w:val'] ?? '').replaceAll(/%\d/g, ' ')),
      )
    : [];
