import { isDay } from '../clock.ts';
import { Refused } from '../refused.ts';
import { stepsBefore } from './kinds.ts';
import type { DocumentState } from './states.ts';

/** A place of a template as far as these rules ask: papers/template.ts reads it. */
export type FieldOf = {
  readonly key: string;
  readonly type: 'line' | 'prose' | 'day' | 'number' | 'entries' | 'choice' | 'rows';
  readonly label: { readonly zh: string };
  readonly options: readonly { readonly key: string }[];
};

export type RowValues = Readonly<Record<string, string>>;
export type FieldValues = Readonly<Record<string, string | readonly RowValues[]>>;

const longest = { line: 300, prose: 5_000, day: 10, number: 20, entries: 300, choice: 40, rows: 0 } as const;

/** Numbers of register entries with what stands between them; a name or a content of a secret has no place here. */
const entriesOnly = /^[\d\s第号至、，,；;\-—]*$/;

/**
 * What somebody filled in, held against the template's fields. Refuses unknown_field, field_entries_only (an entry is
 * named by its number alone, docs/decisions/0013), and invalid with the field's label.
 */
export function checkFields(fields: readonly FieldOf[], values: FieldValues): void {
  const known = new Map(fields.map((field) => [field.key, field]));
  for (const [key, value] of Object.entries(values)) {
    const field = known.get(key);
    if (!field) throw new Refused('unknown_field', { field: 'fields', key });
    if (typeof value === 'string') checkText(field, value);
    else checkRows(field, value);
  }
}

function checkText(field: FieldOf, value: string): void {
  const wrong = (rule: string): never => {
    throw new Refused('field_wrong', { field: 'fields', label: field.label.zh, rule });
  };
  if (field.type === 'rows') wrong('rows');
  if (value.length > longest[field.type]) wrong(`≤ ${longest[field.type]}`);
  if (value === '') return;
  if (field.type === 'day' && !isDay(value)) wrong('2026-01-31');
  if (field.type === 'number' && !/^\d+(\.\d+)?$/.test(value)) wrong('0–9');
  if (field.type === 'choice' && !field.options.some(({ key }) => key === value)) wrong('choice');
  if (field.type === 'entries' && !entriesOnly.test(value))
    throw new Refused('field_entries_only', { field: 'fields', label: field.label.zh });
}

function checkRows(field: FieldOf, rows: readonly RowValues[]): void {
  if (field.type !== 'rows')
    throw new Refused('field_wrong', { field: 'fields', label: field.label.zh, rule: field.type });
  const columns = new Set(field.options.map(({ key }) => key));
  for (const row of rows)
    for (const key of Object.keys(row))
      if (!columns.has(key)) throw new Refused('unknown_field', { field: 'fields', key });
}

/** Places that are still lines to write on. */
export const unfilledOf = (fields: readonly FieldOf[], values: FieldValues): number =>
  fields.filter(({ key }) => (values[key] ?? '').length === 0).length;

type Done = { readonly step: string };

/**
 * 劳动合同法第四条: staff rules are adopted after discussion and consultation. Refuses adoption_steps_missing with the
 * first step that nobody recorded; one that was skipped is recorded too, with its reason.
 */
export function checkAdoption(asked: readonly string[], done: readonly Done[]): void {
  const missing = asked.find((step) => stepsBefore.includes(step) && !done.some((one) => one.step === step));
  if (missing !== undefined) throw new Refused('adoption_steps_missing', { step: missing });
}

/** Notice and receipts come after adoption, discussion and consultation before it: refuses step_too_early, step_too_late. */
export function checkStep(step: string, { state, asked }: { state: DocumentState; asked: readonly string[] }): void {
  if (!asked.includes(step)) throw new Refused('step_not_asked', { step });
  const before = stepsBefore.includes(step);
  if (before && state === 'in_force') throw new Refused('step_too_late', { step });
  if (!before && state !== 'in_force') throw new Refused('step_too_early', { step });
}

export const nextSteps = ['fill', 'discuss', 'consult', 'adopt', 'announce', 'sign', 'review', 'check'] as const;
export type NextStep = (typeof nextSteps)[number] | null;

type Standing = {
  readonly state: DocumentState;
  readonly asked: readonly string[];
  readonly done: readonly Done[];
  readonly review_on: string | null;
  readonly touched: boolean;
  readonly untouched_draft: boolean;
};

/** The one thing to do next with a document; null when there is nothing. */
export function nextStepOf(
  { state, asked, done, review_on, touched, untouched_draft }: Standing,
  today: string,
): NextStep {
  if (state === 'replaced' || state === 'discarded') return null;
  if (touched) return 'check';
  if (untouched_draft) return 'fill';
  const open = asked.filter((step) => !done.some((one) => one.step === step));
  const now = open.find((step) => stepsBefore.includes(step) === (state !== 'in_force'));
  // Steps are exactly the keys of adoptionSteps, which are next steps too.
  if (now !== undefined) return now as NextStep;
  if (state !== 'in_force') return 'adopt';
  return review_on !== null && review_on <= today ? 'review' : null;
}
