import type { Table } from './tables.ts';
import type { Span } from './text.ts';

/** A paragraph or a table, in the order of the text. */
export type Block = { kind: 'text'; span: Span } | { kind: 'table'; span: Span; table: Table };

/**
 * A numbered (or marked) part of the text with what belongs to it. `titled` tells a heading ("（一）宣传发动。正文…")
 * from a numbered sentence; the words of an untitled one are in `blocks`.
 */
export type Part = {
  no: string | null;
  rank: number;
  title: Span;
  titled: boolean;
  span: Span;
  blocks: Block[];
  parts: Part[];
};

export const ATTACHMENT_RANK = 0;
