import {
  AlignmentType,
  Document,
  Footer,
  Header,
  type IParagraphStyleOptions,
  type IStylesOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Paper } from './blocks.ts';
import { blockElements } from './docx-blocks.ts';
import { alternatives, font, looks, twips } from './docx-look.ts';

export const docxMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * A paper as a `.docx`, in Node and in a browser. The same paper and the same instant give the same bytes, so that a
 * digest of it can be made again.
 */
export async function paperDocx(paper: Paper, at: Date): Promise<Uint8Array> {
  const { style, title } = paper;
  const look = looks[style];
  const official = style === 'official';
  const document = new Document({
    title,
    creator: '护秘 Humi',
    lastModifiedBy: '护秘 Humi',
    description: '',
    evenAndOddHeaderAndFooters: official,
    styles: styles(paper),
    sections: [
      {
        properties: {
          page: {
            size: {
              width: twips(210),
              height: twips(297),
              ...(look.landscape && { orientation: PageOrientation.LANDSCAPE }),
            },
            margin: look.margin,
          },
        },
        ...(paper.header && { headers: headersOf(paper.header, official) }),
        footers: official ? officialFooters(paper) : { default: calmFooter(paper) },
        children: paper.blocks.flatMap((block) => blockElements(block, style)),
      },
    ],
  });
  return settle(new Uint8Array(await Packer.toArrayBuffer(document)), at);
}

function styles({ style }: Paper): IStylesOptions {
  const { fonts, sizes, line } = looks[style];
  const heading = (eastAsia: string, more: Partial<IParagraphStyleOptions['run']> = {}) => ({
    run: { font: font(eastAsia), size: sizes.body, color: '000000', ...more },
    paragraph: { spacing: { ...line, before: 120, after: 60 }, keepNext: true },
  });
  const chapter = { ...heading(fonts.one) };
  return {
    default: {
      document: {
        run: { font: font(fonts.body), size: sizes.body, language: { value: 'zh-CN', eastAsia: 'zh-CN' } },
        paragraph: {
          spacing: line,
          alignment: AlignmentType.BOTH,
          // Two characters of the body: half points by ten are twips.
          indent: { firstLine: sizes.body * 20, firstLineChars: 200 },
        },
      },
      title: {
        run: { font: font(fonts.title), size: sizes.title, color: '000000' },
        paragraph: {
          alignment: AlignmentType.CENTER,
          indent: { firstLine: 0, firstLineChars: 0 },
          spacing: { before: 240, after: 360 },
        },
      },
      heading1: { ...chapter, paragraph: { ...chapter.paragraph, outlineLevel: 0 } },
      heading2: heading(fonts.two),
      heading3: heading(fonts.body, { bold: true }),
    },
  };
}

const line = (text: string, alignment: (typeof AlignmentType)[keyof typeof AlignmentType]): Paragraph =>
  new Paragraph({
    alignment,
    indent: { firstLine: 0, firstLineChars: 0 },
    children: [new TextRun({ text, size: 18, font: font('宋体') })],
  });

const headersOf = (text: string, both: boolean) => ({
  default: new Header({ children: [line(text, AlignmentType.RIGHT)] }),
  ...(both && { even: new Header({ children: [line(text, AlignmentType.LEFT)] }) }),
});

/** — 1 — in 4号 宋体, at the outer edge one character in. */
function officialFooters({ footer }: Paper) {
  const one = (side: 'left' | 'right'): Footer =>
    new Footer({
      children: [
        ...(footer ? [line(footer, AlignmentType.CENTER)] : []),
        new Paragraph({
          alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
          indent: { [side]: 280, firstLine: 0, firstLineChars: 0 },
          children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 28, font: font('宋体') })],
        }),
      ],
    });
  return { default: one('right'), even: one('left') };
}

const calmFooter = ({ footer }: Paper): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        indent: { firstLine: 0, firstLineChars: 0 },
        children: [
          new TextRun({
            children: [
              ...(footer ? [`${footer}　`] : []),
              '第 ',
              PageNumber.CURRENT,
              ' 页　共 ',
              PageNumber.TOTAL_PAGES,
              ' 页',
            ],
            size: 18,
            font: font('宋体'),
          }),
        ],
      }),
    ],
  });

/** Names what stands in for a font that is missing, and takes the moment of writing and
 * the count of pictures out of it. */
function settle(bytes: Uint8Array, at: Date): Uint8Array {
  const files = unzipSync(bytes);
  const change = (name: string, edit: (text: string) => string): void => {
    const file = files[name];
    if (file !== undefined) files[name] = strToU8(edit(strFromU8(file)));
  };
  const fonts = Object.entries(alternatives)
    .map(([name, other]) => `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/></w:font>`)
    .join('');
  change('word/fontTable.xml', (text) =>
    text.replace(/<\/w:fonts>/, `${fonts}</w:fonts>`).replace(/(<w:fonts[^>]*)\/>/, `$1>${fonts}</w:fonts>`),
  );
  // The library counts pictures on from one document to the next.
  let pictures = 0;
  change('word/document.xml', (text) =>
    text.replace(/<wp:docPr id="\d+"/g, () => {
      pictures += 1;
      return `<wp:docPr id="${pictures}"`;
    }),
  );
  change('docProps/core.xml', (text) => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, at.toISOString()));
  const day = new Date(1980, 0, 1);
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(entries.map(([name, data]) => [name, [data, { mtime: day, level: 6 }]])));
}
