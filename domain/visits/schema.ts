import Type from 'typebox';
import { Day, Id, Instant, Line, orNull, Prose, Version } from '../schema.ts';

/** 走访 visit, 巡查 patrol, 回访 return visit, 诊断 diagnosis. */
export const VisitKind = Type.Enum(['visit', 'patrol', 'return', 'diagnosis']);

/** What was spoken about and looked at; the same words for findings. Labels in domain/visits/rules.ts. */
export const Topic = Type.Enum([
  'organisation',
  'rules',
  'classification',
  'people',
  'agreements',
  'areas',
  'carriers',
  'systems',
  'outward',
  'emergency',
  'training',
  'needs',
]);

export const Severity = Type.Enum(['low', 'medium', 'high']);

const FindingInput = Type.Object(
  {
    id: Id,
    topic: orNull(Topic),
    what: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
    severity: Severity,
    remedy: orNull(Type.String({ maxLength: 500 })),
    due_on: orNull(Day),
  },
  { additionalProperties: false },
);

/** What a visit tells. `present` are posts or names as the officer writes them; the firm reads all but `internal_note`. */
export const visitFields = {
  kind: VisitKind,
  visited_on: Day,
  present: Type.Array(Line, { maxItems: 20 }),
  topics: Type.Array(Topic, { maxItems: 12, uniqueItems: true }),
  note: orNull(Prose),
  internal_note: orNull(Prose),
  next_on: orNull(Day),
  findings: Type.Array(FindingInput, { maxItems: 20 }),
  closes: Type.Array(Id, { maxItems: 50, uniqueItems: true, description: 'Earlier findings seen to be remedied' }),
};

/** `told_at` is the clock of the phone at the moment of writing. */
export const newVisitFields = {
  id: Id,
  enterprise: Id,
  told_at: Type.String({ minLength: 1, maxLength: 40, description: 'ISO instant' }),
  ...visitFields,
};

export const Warning = Type.Enum(['clock_ahead', 'sent_later']);

export const VisitRow = Type.Object({
  id: Id,
  enterprise: Id,
  enterprise_name: Type.String(),
  organisation: Id,
  organisation_name: Type.String(),
  person_name: orNull(Type.String()),
  kind: VisitKind,
  visited_on: Day,
  topics: Type.Array(Topic),
  next_on: orNull(Day),
  findings: Type.Integer(),
  open: Type.Integer({ description: 'Findings not yet confirmed as remedied' }),
  late: Type.Integer({ description: 'Of these, past their day' }),
  state: Type.Enum(['recorded', 'discarded']),
  version: Type.Integer(),
});

export const FindingRow = Type.Object({
  id: Id,
  topic: orNull(Topic),
  what: Type.String(),
  severity: Severity,
  remedy: orNull(Type.String()),
  due_on: orNull(Day),
  state: Type.Enum(['open', 'reported', 'done', 'discarded']),
  reported_on: orNull(Day),
  done_on: orNull(Day),
  done_visit: orNull(Id),
  version: Version,
});

export const VisitDetail = Type.Object({
  ...VisitRow.properties,
  told_at: Instant,
  received_at: Instant,
  warnings: Type.Array(Warning),
  present: Type.Array(Type.String()),
  note: orNull(Type.String()),
  internal_note: orNull(Type.String({ description: 'Of the visiting organisation, for itself and those above' })),
  reason: orNull(Type.String()),
  items: Type.Array(FindingRow),
  may_change: Type.Boolean({ description: 'My organisation recorded it' }),
  is_firm: Type.Boolean({ description: 'It was my organisation that was visited' }),
});

/** A firm that I serve or oversee, with what an officer needs on the spot; kept on the phone for work without a network. */
export const FirmRow = Type.Object({
  id: Id,
  name: Type.String(),
  division_name: Type.String(),
  served: Type.Boolean(),
  address: orNull(Type.String()),
  contact_name: orNull(Type.String()),
  contact_phone: orNull(Type.String()),
  visited_on: orNull(Day),
  next_on: orNull(Day),
  grade: orNull(Type.String()),
  open: Type.Array(Type.Object({ id: Id, what: Type.String(), severity: Severity, due_on: orNull(Day) })),
});

const Counted = Type.Object({
  key: Type.String(),
  firms: Type.Integer(),
  findings: Type.Integer(),
  high: Type.Integer(),
  followed: Type.Integer({ description: 'Confirmed as remedied' }),
});

/** The research report of a period and place (C15). */
export const Research = Type.Object({
  from: Day,
  to: Day,
  visits: Type.Integer(),
  firms: Type.Integer(),
  firms_total: Type.Integer({ description: 'Firms of the place that I see' }),
  kinds: Type.Array(Type.Object({ key: VisitKind, visits: Type.Integer() })),
  findings: Type.Integer(),
  followed: Type.Integer(),
  late: Type.Integer(),
  topics: Type.Array(Counted),
  industries: Type.Array(Counted),
});
