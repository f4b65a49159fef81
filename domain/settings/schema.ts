import Type from 'typebox';
import { Day, Id, Line, orNull } from '../schema.ts';

export const Certainty = Type.Enum(['T', 'P', 'M', '?'], {
  description: 'T seen in the text itself, P reported by a page, M from memory or a default, ? not found',
});

export const RuleValue = Type.Union([Type.Number(), Type.String({ maxLength: 300 })]);

export const RuleRow = Type.Object({
  id: Id,
  key: Type.String(),
  value: orNull(RuleValue),
  unit: orNull(Type.String()),
  in_force_from: orNull(Day),
  in_force_to: orNull(Day),
  in_force: Type.Boolean(),
  law: Type.String(),
  article: orNull(Type.String()),
  source_url: orNull(Type.String()),
  certainty: Type.String(),
  /** M and ?: to be confirmed by an administrator. */
  unsure: Type.Boolean(),
  zh: Type.String(),
  en: Type.String(),
  version: Type.Integer(),
});

export const ruleFields = {
  value: RuleValue,
  law: Line,
  article: Type.Optional(orNull(Type.String({ maxLength: 300 }))),
  source_url: Type.Optional(orNull(Type.String({ maxLength: 500, pattern: '^(https?://.+)?$' }))),
  certainty: Certainty,
};

export const CalendarRow = Type.Object({ day: Day, kind: Type.String(), name: Type.String(), source: Type.String() });

const CalendarProblem = Type.Object({
  row: Type.Integer(),
  reason: Type.String(),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});

export const CalendarOutcome = Type.Object({
  dry_run: Type.Boolean(),
  days: Type.Array(Type.Object({ ...CalendarRow.properties, outcome: Type.Enum(['add', 'change', 'same']) })),
  added: Type.Integer(),
  changed: Type.Integer(),
  same: Type.Integer(),
  problems: Type.Array(CalendarProblem),
});
