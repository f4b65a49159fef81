import {
  AlignmentType,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  LineRuleType,
  PageBreak,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Block, Paper, Run, Runs } from './blocks.ts';
import { looks, textWidth } from './docx-look.ts';

type Style = Paper['style'];
type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

/** A block as the paragraphs and tables of the docx library. */
export function blockElements(block: Block, style: Style): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'title':
      return [new Paragraph({ heading: HeadingLevel.TITLE, children: [plain(block.text)] })];
    case 'subtitle':
      return [flush({ alignment: AlignmentType.CENTER, spacing: { after: 240 }, children: [plain(block.text)] })];
    case 'heading':
      return [new Paragraph({ heading: levels[block.level], children: [plain(block.text)] })];
    case 'paragraph':
      return [paragraph(block)];
    case 'list':
      return block.items.map(
        ({ mark, runs }) => new Paragraph({ children: [...textRuns([{ text: mark }]), ...textRuns(runs)] }),
      );
    case 'table':
      // The empty line keeps two tables apart: Word joins those that touch.
      return [table(block, style), flush({ spacing: single, children: [] })];
    case 'signatures':
      return block.rows.map((row) => signatures(row, style));
    case 'picture':
      return [picture(block)];
    case 'note':
      return [note(block, style)];
    case 'page_break':
      return [flush({ children: [new PageBreak()] })];
  }
}

const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;
const single = { line: 240, lineRule: LineRuleType.AUTO };
const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

/** XML 1.0 has no place for control characters: with one of them no program opens the file. */
const clean = (text: string): string => text.toWellFormed().replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '');

const plain = (text: string): TextRun => new TextRun(clean(text));

/** Runs; a line feed in a filled field is a line break. */
function textRuns(runs: Runs, more: { size?: number } = {}): TextRun[] {
  return runs.flatMap((run: Run) =>
    clean(run.text)
      .split('\n')
      .map(
        (text, index) =>
          new TextRun({
            text,
            ...more,
            ...(index > 0 && { break: 1 }),
            ...(run.bold && { bold: true }),
            ...(run.underline && { underline: {} }),
          }),
      ),
  );
}

const flush = (options: IParagraphOptions): Paragraph =>
  new Paragraph({ indent: { firstLine: 0, firstLineChars: 0 }, ...options });

function paragraph({ runs, align, label }: Of<'paragraph'>): Paragraph {
  const head = label === undefined ? [] : textRuns([{ text: `${label}　`, bold: true }]);
  const children = [...head, ...textRuns(runs)];
  return align === undefined ? new Paragraph({ children }) : flush({ alignment: alignments[align], children });
}

function table({ columns, rows, form }: Of<'table'>, style: Style): Table {
  const shares = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.floor((textWidth(style) * width) / shares));
  const size = looks[style].sizes.table;
  const cell = (runs: Runs, at: number, bold: boolean): TableCell =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { left: 90, right: 90, top: 50, bottom: 50 },
      children: [
        flush({
          spacing: { line: 288, lineRule: LineRuleType.AUTO },
          alignment: bold ? AlignmentType.CENTER : AlignmentType.LEFT,
          children: textRuns(bold ? runs.map((run) => ({ ...run, bold: true as const })) : runs, { size }),
        }),
      ],
    });
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ header }, at) => cell([{ text: header }], at, true)),
  });
  const body = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: row.map((runs, at) => cell(runs, at, form === true && at % 2 === 0 && row.length > 1)),
      }),
  );
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    rows: form ? body : [head, ...body],
  });
}

function signatures(row: readonly string[], style: Style): Paragraph {
  const width = textWidth(style) / Math.max(row.length, 1);
  return flush({
    spacing: { before: 160 },
    tabStops: row.slice(1).map((_, at) => ({ type: TabStopType.LEFT, position: Math.round(width * (at + 1)) })),
    children: row.flatMap((text, at) => [...(at === 0 ? [] : [new TextRun({ children: [new Tab()] })]), plain(text)]),
  });
}

/** Pixels of 96 to the inch are what the library counts a picture in. */
const pixels = (millimetres: number): number => Math.round((millimetres * 96) / 25.4);

const picture = ({ png, width, height, alt }: Of<'picture'>): Paragraph =>
  flush({
    alignment: AlignmentType.CENTER,
    spacing: single,
    children: [
      new ImageRun({
        type: 'png',
        data: png,
        transformation: { width: pixels(width), height: pixels(height) },
        altText: { name: clean(alt), title: clean(alt), description: clean(alt) },
      }),
    ],
  });

const note = ({ runs }: Of<'note'>, style: Style): Paragraph =>
  flush({
    spacing: { before: 60, line: 260, lineRule: LineRuleType.AUTO },
    children: textRuns(runs, { size: looks[style].sizes.note }),
  });
