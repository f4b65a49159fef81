import type { ListKey } from './draft-edit.ts';

/** How a field is shown and edited. `days` are yearly dates (06-30). */
export type FieldKind =
  | 'line'
  | 'prose'
  | 'day'
  | 'names'
  | 'lines'
  | 'number'
  | 'flag'
  | 'comparison'
  | 'subject'
  | 'days';

export type Field = { readonly name: string; readonly kind: FieldKind; readonly label: Label };

/** Words of the labels; each is a key of the sentences. */
export const labels = {
  title: 'plans.field_title',
  document_no: 'plans.field_document_no',
  issuer: 'plans.field_issuer',
  issued_on: 'plans.field_issued_on',
  period_from: 'plans.field_period_from',
  period_to: 'plans.field_period_to',
  from: 'plans.field_from',
  to: 'plans.field_to',
  subject: 'plans.field_subject',
  subject_text: 'plans.field_subject_text',
  comparison: 'plans.field_comparison',
  value: 'plans.field_value',
  value_to: 'plans.field_value_to',
  unit_of: 'plans.field_unit_of',
  by: 'plans.field_by',
  text: 'plans.field_text',
  no: 'plans.field_no',
  task_text: 'plans.field_task_text',
  lead_units: 'plans.field_lead_units',
  supporting_units: 'plans.field_supporting_units',
  due_on: 'plans.field_due_on',
  continuing: 'plans.field_continuing',
  name: 'plans.field_council_name',
  head: 'plans.field_head',
  office: 'plans.field_office',
  deputy: 'plans.field_deputy',
  unit: 'plans.field_unit',
  post: 'plans.field_post',
  duties: 'plans.field_duties',
  due: 'plans.field_due',
  receivers: 'plans.field_receivers',
} as const;

export type Label = (typeof labels)[keyof typeof labels];

const field = (name: string, kind: FieldKind, label: Label): Field => ({ name, kind, label });

/** The fields of the elements of every list, in the order of the form. */
export const shapes: Readonly<Record<ListKey, readonly Field[]>> = {
  basis: [field('title', 'line', labels.title), field('document_no', 'line', labels.document_no)],
  phases: [field('title', 'line', labels.title), field('from', 'day', labels.from), field('to', 'day', labels.to)],
  targets: [
    field('subject_text', 'line', labels.subject_text),
    field('comparison', 'comparison', labels.comparison),
    field('value', 'number', labels.value),
    field('value_to', 'number', labels.value_to),
    field('unit', 'line', labels.unit_of),
    field('by', 'day', labels.by),
    field('subject', 'subject', labels.subject),
    field('text', 'prose', labels.text),
  ],
  measures: [field('no', 'line', labels.no), field('title', 'line', labels.title)],
  tasks: [
    field('no', 'line', labels.no),
    field('text', 'prose', labels.task_text),
    field('lead_units', 'names', labels.lead_units),
    field('supporting_units', 'names', labels.supporting_units),
    field('due_on', 'day', labels.due_on),
    field('continuing', 'flag', labels.continuing),
    field('from', 'day', labels.from),
    field('to', 'day', labels.to),
  ],
  deputies: [field('text', 'line', labels.deputy)],
  members: [field('unit', 'line', labels.unit), field('post', 'line', labels.post)],
  office_duties: [field('text', 'prose', labels.duties)],
  member_duties: [field('unit', 'line', labels.unit), field('duties', 'lines', labels.duties)],
  reports: [field('due', 'days', labels.due), field('to', 'names', labels.receivers)],
};
