import Type from 'typebox';

/*
 * The draft of a programme: what was recognised in a plan, and where. The review screen shows and edits it, the
 * database keeps it as JSON. Dates are ISO days ("2023-06-30"), yearly dates are "06-30", unknown is null.
 * Basis: clauses C01-C10 of the specification ("Reading a plan").
 */

/** [start, end) in UTF-16 units, into exactly the text that was read; null for what a person added by hand. */
const Source = Type.Union([Type.Tuple([Type.Integer({ minimum: 0 }), Type.Integer({ minimum: 0 })]), Type.Null()]);
const Certainty = Type.Union([Type.Literal('sure'), Type.Literal('likely'), Type.Literal('unsure')]);
const Text = Type.Union([Type.String(), Type.Null()]);
const Day = Text;

const found = { source: Source, certainty: Certainty };
const element = { id: Type.String({ minLength: 1 }), ...found };

const TextFact = Type.Object({ value: Text, ...found });
const Quote = Type.Object({ ...element, text: Type.String() });

const Basis = Type.Object({ ...element, title: Type.String(), document_no: Text });
const Phase = Type.Object({ ...element, title: Type.String(), from: Day, to: Day });

export const SUBJECTS = [
  'demonstration_enterprise',
  'demonstration_zone',
  'demonstration_park',
  'demonstration_station',
  'demonstration_point',
  'demonstration_base',
  'station',
  'contact_point',
  'liaison_officer',
  'training',
  'trained_person',
  'training_coverage',
  'publicity_event',
  'visit',
  'assessment',
  'enterprise',
  'secret_register',
  'agreement',
  'standard',
  'case',
  'complaint',
  'referral',
  'campaign',
  'expert',
  'agency',
  'alliance',
  'association',
  'pilot_region',
  'report',
  'meeting',
  'protection_plan',
  'consultation',
  'policy',
  'organisation',
  'task_done',
] as const;

const Comparison = Type.Union([
  Type.Literal('at_least'),
  Type.Literal('exactly'),
  Type.Literal('at_most'),
  Type.Literal('between'),
]);

const Target = Type.Object({
  ...element,
  subject: Type.Union([Type.Enum(SUBJECTS), Type.Null()]),
  subject_text: Type.String(),
  comparison: Comparison,
  value: Type.Number(),
  value_to: Type.Union([Type.Number(), Type.Null()]),
  unit: Text,
  by: Day,
  text: Type.String(),
});

const Task = Type.Object({
  ...element,
  no: Text,
  text: Type.String(),
  lead_units: Type.Array(Type.String()),
  supporting_units: Type.Array(Type.String()),
  due_on: Day,
  from: Day,
  to: Day,
  continuing: Type.Boolean(),
});

const Measure = Type.Object({ ...element, no: Text, title: Type.String(), tasks: Type.Array(Task) });

const Member = Type.Object({ ...element, unit: Type.String(), post: Text });
const MemberDuties = Type.Object({ ...element, unit: Type.String(), duties: Type.Array(Type.String()) });

const Council = Type.Object({
  ...element,
  name: TextFact,
  head: TextFact,
  deputies: Type.Array(Quote),
  members: Type.Array(Member),
  office: TextFact,
  office_duties: Type.Array(Quote),
  member_duties: Type.Array(MemberDuties),
});

const Report = Type.Object({ ...element, due: Type.Array(Type.String()), to: Type.Array(Type.String()) });

const Note = Type.Object({
  id: Type.String({ minLength: 1 }),
  level: Type.Union([Type.Literal('unsure'), Type.Literal('conflict')]),
  message: Type.String(),
  source: Source,
});

export const Draft = Type.Object({
  title: TextFact,
  document_no: TextFact,
  issuer: TextFact,
  issued_on: TextFact,
  period_from: TextFact,
  period_to: TextFact,
  basis: Type.Array(Basis),
  phases: Type.Array(Phase),
  targets: Type.Array(Target),
  measures: Type.Array(Measure),
  council: Type.Union([Council, Type.Null()]),
  reports: Type.Array(Report),
  notes: Type.Array(Note),
});

export type Draft = Type.Static<typeof Draft>;
export type Source = Type.Static<typeof Source>;
export type Certainty = Type.Static<typeof Certainty>;
export type Fact<T> = { value: T | null; source: Source; certainty: Certainty };
export type Subject = (typeof SUBJECTS)[number];
export type Comparison = Type.Static<typeof Comparison>;
export type Quote = Type.Static<typeof Quote>;
export type Basis = Type.Static<typeof Basis>;
export type Phase = Type.Static<typeof Phase>;
export type Target = Type.Static<typeof Target>;
export type Task = Type.Static<typeof Task>;
export type Measure = Type.Static<typeof Measure>;
export type Member = Type.Static<typeof Member>;
export type MemberDuties = Type.Static<typeof MemberDuties>;
export type Council = Type.Static<typeof Council>;
export type Report = Type.Static<typeof Report>;
export type Note = Type.Static<typeof Note>;
