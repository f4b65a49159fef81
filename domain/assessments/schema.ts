import Type, { type Static } from 'typebox';
import { FormContent, FormStateName, Grade, ItemCode, PrefillKey } from '../forms/schema.ts';
import { Day, Id, Instant, orNull } from '../schema.ts';

export const Profile = Type.Enum(['micro', 'standard']);
export const AssessmentStateName = Type.Enum(['draft', 'finished', 'discarded']);
export const FillMode = Type.Enum(['self', 'officer', 'sheet', 'link']);
export const AnswerValue = Type.Union([Type.Literal(0), Type.Literal(0.5), Type.Literal(1), Type.Literal('na')]);

const bounded = (longest: number) => Type.String({ maxLength: longest });

/** One answer as it is sent. `v` is the version of the item that was seen, 0 for one without an answer. */
export const AnswerInput = Type.Object(
  {
    item: ItemCode,
    answer: orNull(AnswerValue),
    reason: Type.Optional(orNull(bounded(500))),
    supported: Type.Optional(Type.Boolean({ description: 'There is evidence' })),
    note: Type.Optional(orNull(bounded(2_000))),
    v: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);

/** Where a pre-filled answer comes from: the register, what it says, and the day. */
const Source = Type.Object({ key: PrefillKey, count: Type.Integer(), on: orNull(Day) });

/** One answer as it is kept. An item that was taken back keeps its version, so that nobody overwrites unseen. */
export const KeptAnswer = Type.Object({
  answer: orNull(AnswerValue),
  reason: Type.Optional(Type.String()),
  supported: Type.Optional(Type.Boolean()),
  source: Type.Optional(Source),
  by: Type.Optional(orNull(Id)),
  org: Type.Optional(orNull(Id)),
  at: Instant,
  v: Type.Integer(),
});
export type KeptAnswer = Static<typeof KeptAnswer>;
export type KeptAnswers = { [item: string]: KeptAnswer };

export const ShownAnswer = Type.Object({
  item: Type.String(),
  ...KeptAnswer.properties,
  by_name: orNull(Type.String()),
  org_name: orNull(Type.String()),
});

export const AssessmentRow = Type.Object({
  id: Id,
  enterprise: Id,
  enterprise_name: Type.String(),
  form: Id,
  form_title: Type.String(),
  form_version: Type.Integer(),
  form_state: FormStateName,
  profile: Profile,
  industry: orNull(Type.String()),
  size: orNull(Type.String()),
  state: AssessmentStateName,
  mode: FillMode,
  filled_org: Id,
  filled_org_name: orNull(Type.String()),
  score: orNull(Type.Number()),
  grade: orNull(Grade),
  key_missing: orNull(Type.Integer()),
  answered: Type.Integer(),
  asked: Type.Integer(),
  started_at: Instant,
  finished_on: orNull(Day),
  retest_on: orNull(Day),
  latest: Type.Boolean({ description: 'The last finished one of its firm: only its day of re-test counts' }),
  version: Type.Integer(),
});

const Note = Type.Object({
  item: Type.String(),
  organisation: Id,
  organisation_name: orNull(Type.String()),
  mine: Type.Boolean(),
  by_name: orNull(Type.String({ description: 'Null for whoever may not know the people of that organisation' })),
  note: Type.String(),
});

export const AssessmentDetail = Type.Object({
  ...AssessmentRow.properties,
  content: FormContent,
  answers: Type.Array(ShownAnswer),
  notes: Type.Array(Note),
  newer: orNull(Type.Object({ id: Id, title: Type.String(), version: Type.Integer() })),
  previous: orNull(Id),
  may_fill: Type.Boolean(),
});

const DimensionScore = Type.Object({
  code: Type.String(),
  score: orNull(Type.Number()),
  points: Type.Number(),
  earned: Type.Number(),
  answered: Type.Integer(),
  asked: Type.Integer(),
});

const Sector = Type.Object({
  scope: Type.Enum(['industry', 'size', 'all']),
  place: Type.String({ description: 'Name of the division' }),
  firms: Type.Integer(),
  average: Type.Number(),
});

export const AssessmentResult = Type.Object({
  ...AssessmentRow.properties,
  content: FormContent,
  answers: Type.Array(ShownAnswer),
  uncapped: Grade,
  missing: Type.Array(Type.String(), { description: 'Key items answered no' }),
  classes: Type.Array(Type.Integer()),
  missed: Type.Array(Type.String()),
  unsupported: Type.Array(Type.String()),
  dimensions: Type.Array(DimensionScore),
  deposit: orNull(Id),
  previous: orNull(
    Type.Object({
      id: Id,
      score: Type.Number(),
      grade: Grade,
      finished_on: Day,
      form_title: Type.String(),
      dimensions: Type.Array(DimensionScore),
      changes: Type.Array(Type.Object({ item: Type.String(), from: orNull(AnswerValue), to: orNull(AnswerValue) })),
    }),
  ),
  sector: Type.Array(Sector, { description: 'Averages of other firms, never from fewer than the least number' }),
  sector_least: Type.Integer(),
});
