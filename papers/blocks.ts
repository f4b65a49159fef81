/**
 * A paper as data: what stands on it, and nothing of how a file format writes it. `docx.ts` makes a `.docx` of it, the
 * browser shows it, both from the same blocks. Widths of columns are shares, sizes of pictures millimetres.
 */
export type Run = {
  readonly text: string;
  readonly bold?: true;
  readonly underline?: true;
  /** A place to fill in by hand; its text is the line (`____`) that is printed. */
  readonly blank?: true;
  /** Came from a field of the form, so that a preview can point at it. */
  readonly field?: string;
};

export type Runs = readonly Run[];

export type Column = { readonly header: string; readonly width: number };

export type Block =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'subtitle'; readonly text: string }
  /** 1 chapter or 一、 · 2 （一） · 3 1. The number is part of the text. */
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | {
      readonly kind: 'paragraph';
      readonly runs: Runs;
      /** Without it: justified, first line indented by two characters. */
      readonly align?: 'left' | 'center' | 'right';
      /** Label of a numbered clause (第一条), set in bold before the runs. */
      readonly label?: string;
    }
  /** Lines that carry their own mark (（一）, 1., □, ·). */
  | { readonly kind: 'list'; readonly items: readonly { readonly mark: string; readonly runs: Runs }[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      /** Each row has as many cells as there are columns. */
      readonly rows: readonly (readonly Runs[])[];
      /** A form: the first cell of a row is a label; there is no row of headers. */
      readonly form?: true;
    }
  /** Lines to sign on, beside each other: 甲方（盖章）：____ */
  | { readonly kind: 'signatures'; readonly rows: readonly (readonly string[])[] }
  | {
      readonly kind: 'picture';
      readonly png: Uint8Array;
      readonly width: number;
      readonly height: number;
      readonly alt: string;
    }
  | { readonly kind: 'note'; readonly runs: Runs }
  | { readonly kind: 'page_break' };

export type Paper = {
  /** `official`: after GB/T 9704; `calm`: for agreements, forms and letters; `wide`: a calm page lying, for ledgers. */
  readonly style: 'official' | 'calm' | 'wide';
  /** Name of the file's properties, never printed by itself. */
  readonly title: string;
  readonly header?: string;
  /** Printed before the page number. */
  readonly footer?: string;
  readonly blocks: readonly Block[];
};

/** Plain text as runs: a stretch of four or more low lines is a place to fill in. */
export const textRuns = (text: string): Run[] =>
  text
    .split(/(_{4,})/)
    .filter((part) => part !== '')
    .map((part) => (/^_{4,}$/.test(part) ? { text: part, blank: true } : { text: part }));

export const runsText = (runs: Runs): string => runs.map(({ text }) => text).join('');

/** What can be read on a paper, a line for each paragraph, cell and signature: for tests, search and digests. */
export function paperText({ blocks }: Paper): string {
  return blocks.flatMap(blockLines).join('\n');
}

function blockLines(block: Block): string[] {
  if (block.kind === 'page_break') return [];
  if (block.kind === 'picture') return [block.alt];
  if (block.kind === 'list') return block.items.map(({ mark, runs }) => `${mark}${runsText(runs)}`);
  if (block.kind === 'signatures') return block.rows.map((row) => row.join('\t'));
  if (block.kind === 'table') {
    const head = block.form ? [] : [block.columns.map(({ header }) => header).join('\t')];
    return [...head, ...block.rows.map((row) => row.map(runsText).join('\t'))];
  }
  if (block.kind === 'paragraph') return [[block.label, runsText(block.runs)].filter(Boolean).join('　')];
  return [block.kind === 'note' ? runsText(block.runs) : block.text];
}
