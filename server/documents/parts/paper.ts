import { type Paper, paperText } from '#papers/blocks.ts';
import { paperDocx } from '#papers/docx.ts';
import { fillTemplate } from '#papers/fill.ts';
import { notesOf } from '#papers/notes.ts';
import type { Size, Template } from '#papers/template.ts';
import type { Values } from '#papers/template-inline.ts';
import { basisOf } from '#server/documents/parts/library.ts';

type Filled = {
  readonly template: Template;
  readonly size: Size;
  readonly values: Values;
  readonly rules: Readonly<Record<string, string>>;
  readonly rulesOn: string;
};

/** The text of a document as a .docx; the same document and instant give the same bytes. */
export const documentDocx = (filled: Filled, at: Date): Promise<Uint8Array> => paperDocx(paperOf(filled), at);

/** The same words without their look. */
export const documentText = (filled: Filled): string => paperText(paperOf(filled));

function paperOf({ template, size, values, rules, rulesOn }: Filled): Paper {
  const notes = notesOf(basisOf(template), { title: template.title.zh, version: template.version, rulesOn });
  return fillTemplate(template, { size, values, rules, notes });
}

/** 商业秘密保护管理制度（研发部）.docx */
export const paperName = ({ title, label }: { title: string; label: string | null }): string =>
  `${title}${label ? `（${label.replaceAll(/[\\/:*?"<>|\r\n]/g, ' ')}）` : ''}.docx`;

type Row = {
  readonly size: string;
  readonly fields: unknown;
  readonly rules: unknown;
  readonly rules_on: string;
};

/** What a row says of its filling. The columns hold what the verbs checked: domain/documents/rules.ts. */
export const fillingOf = ({ size, fields, rules, rules_on }: Row): Omit<Filled, 'template'> => ({
  size: size as Size,
  values: fields as Values,
  rules: rules as Record<string, string>,
  rulesOn: rules_on,
});
