import Type from 'typebox';
import { Day, Id, Instant, Line, orNull, Prose } from '../schema.ts';
import { adoptionSteps, documentKinds, firmSizes, purposes } from './kinds.ts';
import { nextSteps } from './rules.ts';
import { documentStates } from './states.ts';

const keysOf = <T extends string>(...keys: T[]) => Type.Enum(keys);
/** The keys of a table of words. */
const keysIn = <T extends string>(words: Readonly<Record<T, unknown>>) =>
  // Object.keys widens them to text.
  Type.Enum(Object.keys(words) as T[]);

export const DocumentKindName = keysIn(documentKinds);
export const PurposeName = keysIn(purposes);
export const FirmSizeName = keysIn(firmSizes);
export const DocumentStateName = keysIn(documentStates);
export const StepName = keysIn(adoptionSteps);
export const TemplateKey = Type.String({ minLength: 1, maxLength: 60, pattern: '^[a-z][a-z0-9-]*$' });

const Pair = Type.Object({ zh: Type.String(), en: Type.String() });
const Cell = Type.String({ maxLength: 500 });
const RowInput = Type.Record(Type.String({ maxLength: 40 }), Cell, { maxProperties: 20 });

/** What was filled in, by the key of the field: text, or rows. Which keys there are says the template. */
export const FieldValues = Type.Record(
  Type.String({ maxLength: 40 }),
  Type.Union([Type.String({ maxLength: 5_000 }), Type.Array(RowInput, { maxItems: 200 })]),
  { maxProperties: 60 },
);

const Option = Type.Object({ key: Type.String(), label: Pair });

export const FieldShape = Type.Object({
  key: Type.String(),
  type: keysOf('line', 'prose', 'day', 'number', 'entries', 'choice', 'rows'),
  label: Pair,
  source: Type.Optional(Type.String()),
  options: Type.Array(Option),
});

/** A law that a text rests on, as the installation knows it. */
export const BasisRow = Type.Object({
  law: Type.String({ description: 'Name with its version' }),
  article: Type.String(),
  certainty: keysOf('T', 'P', 'M'),
  says: Type.String(),
});

/** A dated number that a text rests on. */
export const RuleRow = Type.Object({
  key: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  value: Type.String(),
  unit: orNull(Type.String()),
  law: Type.String(),
  article: orNull(Type.String()),
  in_force_from: orNull(Type.String()),
  certainty: Type.String(),
});

export const TemplateRow = Type.Object({
  key: TemplateKey,
  version: Type.Integer(),
  title: Pair,
  summary: Pair,
  kind: DocumentKindName,
  purpose: PurposeName,
  items: Type.Array(Type.String(), { description: 'Items of the risk assessment that it helps to close' }),
  steps: Type.Array(StepName),
  laws: Type.Array(Type.String()),
  rules: Type.Array(Type.String()),
  mine: Type.Integer({ description: 'Copies of my firm that are drafted, being adopted or in force' }),
});

export const TemplateDetail = Type.Object({
  ...TemplateRow.properties,
  fields: Type.Array(FieldShape),
  basis: Type.Array(BasisRow),
  numbers: Type.Array(RuleRow),
  text: Type.String({ description: 'The template in our text format; papers/template.ts reads it' }),
  prefilled: FieldValues,
  size: FirmSizeName,
});

const Touched = Type.Object({
  key: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  was: Type.String(),
  now: Type.String(),
  from_on: orNull(Type.String()),
});

export const DocumentRow = Type.Object({
  id: Id,
  template: TemplateKey,
  template_version: Type.Integer(),
  kind: DocumentKindName,
  title: Type.String(),
  label: orNull(Type.String()),
  size: FirmSizeName,
  state: DocumentStateName,
  adopted_on: orNull(Type.String()),
  review_on: orNull(Type.String()),
  own_file: Type.Boolean(),
  next_step: orNull(Type.Enum(nextSteps)),
  edited_at: Instant,
  version: Type.Integer(),
});

const StepRow = Type.Object({
  step: StepName,
  done_on: Type.String(),
  skipped: Type.Boolean(),
  note: Type.String(),
  by_name: orNull(Type.String()),
});

export const DocumentDetail = Type.Object({
  ...DocumentRow.properties,
  fields: FieldValues,
  rules_on: Type.String(),
  numbers: Type.Array(RuleRow),
  basis: Type.Array(BasisRow),
  touched: Type.Array(Touched),
  newest_template: orNull(Type.Integer({ description: 'Null when the template is no longer offered' })),
  text: Type.String(),
  steps: Type.Array(StepRow),
  asked_steps: Type.Array(StepName),
  receipts: orNull(Type.Object({ id: Id, number: Type.Integer(), asked: Type.Integer(), confirmed: Type.Integer() })),
  unfilled: Type.Integer(),
  sha256: orNull(Type.String()),
  file_name: orNull(Type.String()),
  deposit: orNull(Id),
  replaces: orNull(Id),
  replaced_by: orNull(Id),
  reason: orNull(Type.String()),
  may_change: Type.Boolean(),
});

export const TouchedRow = Type.Object({
  id: Id,
  title: Type.String(),
  label: orNull(Type.String()),
  state: DocumentStateName,
  numbers: Type.Array(Touched),
});

export const labelField = { label: Type.Optional(orNull(Line)) };
export const stepFields = { step: StepName, done_on: Day, skipped: Type.Boolean(), note: Prose };
