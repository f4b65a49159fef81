import Type, { type Static } from 'typebox';
import { Day, Id, Instant, Line, orNull } from '../schema.ts';

/** A text in both languages; English may be left empty by a region, which then shows the Chinese. */
const words = (longest: number) =>
  Type.Object(
    {
      zh: Type.String({ minLength: 1, maxLength: longest, pattern: '\\S' }),
      en: Type.String({ maxLength: longest * 3 }),
    },
    { additionalProperties: false },
  );

const DimensionCode = Type.String({ pattern: '^[A-Z]$', maxLength: 1, description: 'A' });
export const ItemCode = Type.String({ pattern: '^[A-Z][0-9]{1,2}$', maxLength: 3, description: 'A1' });

export const Grade = Type.Enum(['A', 'B', 'C', 'D']);

const Dimension = Type.Object({ code: DimensionCode, title: words(60) }, { additionalProperties: false });

/** What Humi can know of an answer from its other registers: server/assessments/prefill.ts. */
export const PrefillKey = Type.Enum([
  'liaison_registered',
  'documents_adopted',
  'register_reviewed',
  'agreements_signed',
  'trainings_held',
  'exits_complete',
]);

const Item = Type.Object(
  {
    code: ItemCode,
    dimension: DimensionCode,
    weight: Type.Number({ exclusiveMinimum: 0, maximum: 100 }),
    key: Type.Boolean({ description: 'A key item caps the grade when it is missing' }),
    micro: Type.Boolean({ description: 'Asked of micro firms too' }),
    classes: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
      maxItems: 7,
      uniqueItems: true,
      description: 'Classes of measures of 法释〔2020〕7号 art. 6',
    }),
    question: words(300),
    why: words(300),
    help: words(600),
    evidence: words(300),
    remedy: words(300),
    document: orNull(
      Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 60, description: 'content/documents/<key>' }),
    ),
    prefill: orNull(PrefillKey),
  },
  { additionalProperties: false },
);

const Cap = Type.Object(
  { missing: Type.Integer({ minimum: 1, maximum: 60 }), grade: Grade },
  { additionalProperties: false },
);

const perGrade = <T extends Type.TSchema>(schema: T) =>
  Type.Object({ A: schema, B: schema, C: schema, D: schema }, { additionalProperties: false });

/** How answers become a grade. `certainty` says whose numbers they are (domain-facts: T text of the law, M ours). */
const Scoring = Type.Object(
  {
    cutoffs: Type.Object(
      {
        A: Type.Number({ minimum: 0, maximum: 100 }),
        B: Type.Number({ minimum: 0, maximum: 100 }),
        C: Type.Number({ minimum: 0, maximum: 100 }),
      },
      { additionalProperties: false, description: 'Least score of a grade; below C is D' },
    ),
    caps: Type.Array(Cap, { maxItems: 4, description: 'From so many key items at 0 on, no better grade than this' }),
    na_share: Type.Number({ minimum: 0, maximum: 1, description: 'Share of a dimension that may be not applicable' }),
    retest_days: perGrade(Type.Integer({ minimum: 1, maximum: 3_650 })),
    certainty: Type.Enum(['T', 'P', 'M']),
    basis: words(300),
  },
  { additionalProperties: false },
);

export const FormContent = Type.Object(
  {
    minutes: Type.Integer({ minimum: 1, maximum: 600, description: 'How long filling takes, for the start page' }),
    dimensions: Type.Array(Dimension, { minItems: 1, maxItems: 20 }),
    items: Type.Array(Item, { minItems: 1, maxItems: 200 }),
    scoring: Scoring,
  },
  { additionalProperties: false },
);

export type FormContent = Static<typeof FormContent>;
export type FormItem = FormContent['items'][number];
export type Grade = Static<typeof Grade>;
export type PrefillKey = Static<typeof PrefillKey>;
export type Words = FormContent['dimensions'][number]['title'];

export const FormStateName = Type.Enum(['draft', 'published', 'withdrawn', 'discarded']);

export const formFields = { title: Line, content: FormContent };

export const FormRow = Type.Object({
  id: Id,
  key: Type.String(),
  version: Type.Integer({ description: 'Of the form; a published one never changes' }),
  title: Type.String(),
  organisation: orNull(Id),
  organisation_name: orNull(Type.String({ description: 'Null for the default form of the product' })),
  state: FormStateName,
  dimensions: Type.Integer(),
  items: Type.Integer(),
  key_items: Type.Integer(),
  minutes: Type.Integer({ description: 'How long filling all of it takes' }),
  used: Type.Integer({ description: 'Assessments that I see which use it' }),
  published_at: orNull(Instant),
  mine: Type.Boolean(),
  edited: Type.Integer({ description: 'Version of the draft, for edits' }),
});

export const FormDetail = Type.Object({ ...FormRow.properties, content: FormContent, checked_on: Day });
