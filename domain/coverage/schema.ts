import Type from 'typebox';
import { Grade } from '../forms/schema.ts';
import { Day, Id, orNull } from '../schema.ts';

export const Section = Type.String({
  maxLength: 4,
  pattern: '^([A-T]|none)$',
  description: 'Section of GB/T 4754, or none where it is not known',
});
export const SizeName = Type.Enum(['micro', 'small', 'medium', 'large', 'none']);
export const PlaceCode = Type.String({ pattern: '^[0-9A-Z]{6,12}$', maxLength: 12 });

/** What is counted of a set of firms. Coverage is assessed ÷ firms and contact_assessed ÷ contact_points. */
const counts = {
  firms: Type.Integer(),
  assessed: Type.Integer({ description: 'With at least one finished assessment' }),
  contact_points: Type.Integer(),
  contact_assessed: Type.Integer(),
  A: Type.Integer({ description: 'Firms by the grade of their latest assessment' }),
  B: Type.Integer(),
  C: Type.Integer(),
  D: Type.Integer(),
  average: orNull(Type.Number({ description: 'Of the scores of the latest assessments' })),
};

export const Counts = Type.Object(counts);

const Month = Type.Object({
  month: Type.String({ description: '2026-11' }),
  finished: Type.Integer({ description: 'Assessments finished in it' }),
  reached: Type.Integer({ description: 'Firms assessed at least once until its end' }),
  average: orNull(Type.Number()),
});

export const Coverage = Type.Object({
  scope: Type.Enum(['place', 'served'], {
    description: 'A division and all below it, or the firms that my organisation serves',
  }),
  division: orNull(Type.String()),
  division_name: orNull(Type.String()),
  above: Type.Array(Type.Object({ code: Type.String(), name: Type.String() }), {
    description: 'Divisions above that I oversee',
  }),
  total: Counts,
  sections: Type.Array(Type.Object({ section: Section, ...counts })),
  sizes: Type.Array(Type.Object({ size: SizeName, ...counts })),
  parts: Type.Array(Type.Object({ division: Type.String(), name: Type.String(), ...counts })),
  months: Type.Array(Month),
});

const Both = Type.Object({ zh: Type.String(), en: Type.String() });

export const ItemCounts = Type.Object({
  item: Type.String(),
  question: Both,
  dimension: Both,
  key: Type.Boolean(),
  no: Type.Integer(),
  partly: Type.Integer(),
  answered: Type.Integer({ description: 'Firms whose latest assessment answers it, not applicable left out' }),
  missed: Type.Number({ description: 'Percent that answered no or partly' }),
});

export const FormChoice = Type.Object({ key: Type.String(), title: Type.String() });

export const FirmRow = Type.Object({
  id: Id,
  name: Type.String(),
  division_name: Type.String(),
  industry: orNull(Type.String()),
  size: orNull(Type.String()),
  contact_point: Type.Boolean(),
  grade: orNull(Grade),
  score: orNull(Type.Number()),
  key_missing: orNull(Type.Integer()),
  assessment: orNull(Id),
  assessed_on: orNull(Day),
  retest_on: orNull(Day),
  late: Type.Boolean({ description: 'Its re-test is overdue' }),
});
