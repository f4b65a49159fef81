import Type from 'typebox';
import { Day, Id, Instant, orNull } from '../schema.ts';

export const Comparison = Type.Enum(['at_least', 'exactly', 'at_most', 'between']);

export const standings = ['met', 'exceeded', 'on_course', 'behind', 'overdue', 'not_yet', 'no_register'] as const;

/** How a target stands today: see standingOf in rules.ts. */
export const StandingName = Type.Enum([...standings]);

/** A number, or null while there is nothing to count: never zero in its place. */
const Count = orNull(Type.Number());

/** What a person set beside the computed value. */
const Override = Type.Object({
  value: Type.Number(),
  reason: Type.String(),
  person_name: orNull(Type.String({ description: 'Null when the reader may not see the person' })),
  at: Instant,
});

const Forecast = Type.Object({
  expected: Count,
  reaches: Type.Enum(['yes', 'no', 'unknown']),
});

const fields = {
  id: Id,
  programme: Id,
  programme_title: Type.String(),
  programme_state: Type.Enum(['running', 'closed']),
  lead_office: Id,
  lead_office_name: orNull(Type.String()),
  phase: orNull(Id),
  subject: orNull(Type.String({ description: 'Key of the metric; null when no metric counts this' })),
  subject_text: Type.String(),
  comparison: Comparison,
  value: Type.Number(),
  value_to: Count,
  unit: Type.String(),
  from_on: orNull(Day),
  by_on: orNull(Day),
  text: Type.String(),
  parent: orNull(Id),
  organisation: orNull(Id),
  organisation_name: orNull(Type.String()),
  division_code: orNull(Type.String()),
  division_name: orNull(Type.String()),
  part_count: Type.Integer({ description: 'Parts handed down to regions or units' }),
  part_sums: Type.Object({ aim: Count, current: Count }),
  computed: Count,
  numerator: Count,
  denominator: Count,
  counted_on: orNull(Day),
  override: orNull(Override),
  current: Count,
  achieved: Type.Number({ description: 'Share of the aim, 0 to 1 and above' }),
  elapsed: orNull(Type.Number({ description: 'Share of the time until the due date, 0 to 1' })),
  forecast: Forecast,
  standing: StandingName,
  state: Type.Enum(['active', 'cancelled']),
  version: Type.Integer(),
};

export const TargetRow = Type.Object(fields);

export const ValueOfDay = Type.Object({
  day: Day,
  computed: Count,
  numerator: Count,
  denominator: Count,
  overridden: Count,
});

/** A row behind the number. `counted` is false for a row of the denominator only. */
export const RowBehind = Type.Object({
  noun: Type.String(),
  row_id: Id,
  title: Type.String(),
  on_day: orNull(Day),
  organisation: orNull(Id),
  organisation_name: orNull(Type.String()),
  counted: Type.Boolean(),
});

export const targetFilters = {
  programme: Type.Optional(Id),
  standing: Type.Optional(StandingName),
  subject: Type.Optional(Type.String({ maxLength: 60 })),
  organisation: Type.Optional(Id),
  division: Type.Optional(
    Type.String({ maxLength: 12, description: 'Programmes of this province, city or county, and those below' }),
  ),
  parent: Type.Optional(Id),
  parts: Type.Optional(Type.Boolean({ description: 'Also parts handed down; without it only whole targets' })),
  q: Type.Optional(Type.String({ maxLength: 100 })),
};

export const targetOrder = {
  sort: Type.Optional(Type.Enum(['plan', 'by_on', 'achieved', 'standing'])),
  descending: Type.Optional(Type.Boolean()),
};

/** A number of a target: what plans count stays far below a million million. */
export const Amount = Type.Number({ minimum: 0, maximum: 1_000_000_000_000 });
