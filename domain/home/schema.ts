import Type from 'typebox';
import { Day, Id, Instant, orNull } from '../schema.ts';

/** Why something stands on the page: a key of the language files and what fills its gaps. */
export const Why = Type.Object({
  key: Type.String(),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});

export const Thing = Type.Object({
  deadline_id: orNull(Id),
  noun: Type.String({ description: 'Of the page to open: task, report, exhibit' }),
  row_id: Id,
  programme_id: orNull(Id),
  programme_title: orNull(Type.String()),
  title: Type.String(),
  why: Why,
  due_on: orNull(Day),
  late_days: Type.Integer(),
  act: Type.String({ description: 'The act that settles it, as in the permission table' }),
});

export const Change = Type.Object({
  at: Instant,
  act: Type.String(),
  noun: Type.String(),
  row_id: orNull(Id),
  programme_id: orNull(Id),
  title: orNull(Type.String()),
  organisation_name: orNull(Type.String()),
});

export const ProgrammeCounts = Type.Object({
  id: Id,
  title: Type.String(),
  phase: orNull(Type.String()),
  tasks: Type.Integer(),
  confirmed: Type.Integer(),
  late: Type.Integer(),
  due_soon: Type.Integer(),
  targets: Type.Integer(),
  targets_met: Type.Integer(),
  from_on: orNull(Day),
  to_on: orNull(Day),
});

/** How far a firm has come with its first steps, from facts; null for whoever is no firm. */
export const FirmStart = Type.Object({
  assessed_on: orNull(Day),
  grade: orNull(Type.String()),
  retest_on: orNull(Day),
  keys: Type.Boolean({ description: 'The firm has founded its list of keys' }),
  secrets: Type.Integer(),
  documents: Type.Integer(),
  members: Type.Integer(),
  agreements: Type.Integer(),
});

/** Firms that my organisation serves: in all, with a weak grade nobody visited for, not visited for long. */
export const ServedCounts = Type.Object({ total: Type.Integer(), weak: Type.Integer(), unvisited: Type.Integer() });

export const DutyRow = Type.Object({
  id: Id,
  noun: Type.String(),
  row_id: Id,
  title: Type.String(),
  due_on: Day,
  late_days: Type.Integer(),
  own: Type.Boolean({ description: 'It names the reader' }),
});

/** A unit that is late, for the leader: how many parts, and since when the oldest. */
export const LateUnit = Type.Object({
  programme_id: Id,
  organisation: orNull(Id),
  organisation_name: Type.String(),
  late: Type.Integer(),
  oldest_on: Day,
  days: Type.Integer(),
});

export const Risk = Type.Object({
  ...Why.properties,
  noun: Type.String(),
  row_id: orNull(Id),
  programme_id: orNull(Id),
});
