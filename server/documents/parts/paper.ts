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
export function documentDocx({ template, size, values, rules, rulesOn }: Filled, at: Date): Promise<Uint8Array> {
  return paperDocx(
    fillTemplate(template, {
      size,
      values,
      rules,
      notes: notesOf(basisOf(template), { title: template.title.zh, version: template.version, rulesOn }),
    }),
    at,
  );
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
