import Type from 'typebox';
import { Day, Id, Instant, Line, orNull } from '../schema.ts';

export const PartStateName = Type.Enum(['assigned', 'reported', 'confirmed', 'cancelled']);

export const PartRole = Type.Enum(['lead', 'supporting']);

/** A unit's part of a task. `organisation` is null while the name in the plan fits no organisation yet. */
export const PartRow = Type.Object({
  id: Id,
  organisation: orNull(Id),
  unit: Type.String({ description: 'The name as the plan has it, or the organisation’s name' }),
  group: orNull(Type.String()),
  role: PartRole,
  state: PartStateName,
  due_on: orNull(Day),
});

/** A group fanned out: how many members, how far they are. `late` are those in hand after their date. */
export const GroupRow = Type.Object({
  name: Type.String(),
  role: PartRole,
  members: Type.Integer(),
  reported: Type.Integer(),
  confirmed: Type.Integer(),
  late: Type.Integer(),
});

/** A task in a list: its units one by one, its groups as counts, and the parts of the reader's own organisation. */
export const TaskRow = Type.Object({
  id: Id,
  programme: Id,
  programme_title: Type.String(),
  lead_office: Id,
  no: Type.String(),
  text: Type.String(),
  measure: orNull(Id),
  measure_title: orNull(Type.String()),
  phase: orNull(Id),
  phase_title: orNull(Type.String()),
  from_on: orNull(Day),
  due_on: orNull(Day),
  continuing: Type.Boolean(),
  state: PartStateName,
  punctuality: Type.Enum(['done', 'late', 'due_soon', 'on_time', 'undated']),
  units: Type.Array(PartRow),
  groups: Type.Array(GroupRow),
  mine: Type.Array(PartRow),
  parts: Type.Integer({ description: 'Parts that are not cancelled' }),
  parts_reported: Type.Integer(),
  parts_confirmed: Type.Integer(),
  version: Type.Integer(),
});

/** What a task list can be narrowed to; every filter is also a column of the export. */
export const taskFilters = {
  programme: Type.Optional(Id),
  measure: Type.Optional(Id),
  phase: Type.Optional(Id),
  organisation: Type.Optional(Id),
  role: Type.Optional(PartRole),
  state: Type.Optional(PartStateName),
  punctuality: Type.Optional(Type.Enum(['late', 'due_soon', 'undated'])),
  due_from: Type.Optional(Day),
  due_to: Type.Optional(Day),
  division: Type.Optional(Type.String({ maxLength: 12, description: 'Programmes of this province, city or county' })),
  programme_state: Type.Optional(
    Type.Enum(['running', 'closed'], { description: 'Of programmes that run, or that are closed' }),
  ),
  unresolved: Type.Optional(Type.Boolean({ description: 'Only tasks with a unit that fits no organisation yet' })),
  mine: Type.Optional(
    Type.Boolean({ description: 'Only tasks of my organisation; the default for officers of units' }),
  ),
  q: Type.Optional(Type.String({ maxLength: 100 })),
};

export const taskOrder = {
  sort: Type.Optional(Type.Enum(['plan', 'due_on', 'state', 'text'])),
  descending: Type.Optional(Type.Boolean()),
};

/** Fields of a task that the lead office writes. */
export const taskFields = {
  no: Type.Optional(Type.String({ maxLength: 30 })),
  measure: Type.Optional(orNull(Id)),
  phase: Type.Optional(orNull(Id)),
  from_on: Type.Optional(orNull(Day)),
  due_on: Type.Optional(orNull(Day)),
  continuing: Type.Optional(Type.Boolean()),
};

/** A unit to assign: an organisation, or a name from the plan (a group name fans out). */
export const UnitWanted = Type.Object(
  { organisation: Type.Optional(Id), unit: Type.Optional(Line), role: PartRole },
  { additionalProperties: false },
);

export const NoteRow = Type.Object({
  id: Id,
  part: orNull(Id),
  act: Type.String(),
  text: Type.String(),
  organisation: Id,
  organisation_name: orNull(Type.String()),
  person_name: orNull(Type.String({ description: 'Null when the reader may not see the person' })),
  at: Instant,
  files: Type.Array(Type.Object({ id: Id, name: Type.String(), size: Type.Integer(), media_type: Type.String() })),
});

export const ExtensionRow = Type.Object({
  id: Id,
  part: Id,
  organisation: Id,
  asked_at: Instant,
  from_on: orNull(Day),
  to_on: Day,
  reason: Type.String(),
  state: Type.Enum(['asked', 'granted', 'refused', 'cancelled']),
  decided_at: orNull(Instant),
  decision_reason: orNull(Type.String()),
  decide_by: orNull(Day),
});
