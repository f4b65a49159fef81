import Type from 'typebox';
import { Day, Id, Instant, Line, orNull, Prose } from '../schema.ts';

export const MeetingKind = Type.Enum(['leading_group', 'joint_conference', 'working']);

export const MeetingStateName = Type.Enum(['planned', 'recorded', 'final', 'cancelled']);

/** A unit that is invited: an organisation of the directory, or a name alone. */
const InvitedUnit = Type.Object({ unit: Line, organisation: orNull(Id) }, { additionalProperties: false });

export const meetingFields = {
  kind: MeetingKind,
  title: Line,
  held_on: Day,
  place: orNull(Line),
  agenda: Type.Array(Prose, { maxItems: 50 }),
  units: Type.Array(InvitedUnit, { maxItems: 300 }),
};

/** Who of the invited came; post, never a name. */
const Attendance = Type.Object(
  { id: Id, attended: Type.Boolean(), post: orNull(Line) },
  { additionalProperties: false },
);

/** One with a unit that leads becomes a task of the programme; one without is noted only. */
const ResolutionInput = Type.Object(
  {
    text: Prose,
    unit: orNull(Line),
    organisation: orNull(Id),
    due_on: orNull(Day),
    measure: orNull(Id),
  },
  { additionalProperties: false },
);

export const minutesFields = {
  attendance: Type.Array(Attendance, { maxItems: 300 }),
  minutes: orNull(Type.String({ maxLength: 50_000 })),
  file_ids: Type.Array(Id, { maxItems: 20, uniqueItems: true }),
  resolutions: Type.Array(ResolutionInput, { maxItems: 100 }),
};

export const MeetingRow = Type.Object({
  id: Id,
  programme: Id,
  kind: MeetingKind,
  title: Type.String(),
  held_on: Day,
  place: orNull(Type.String()),
  state: MeetingStateName,
  units: Type.Integer(),
  attended: Type.Integer(),
  resolutions: Type.Integer(),
  tasks: Type.Integer({ description: 'Resolutions that became tasks' }),
  tasks_done: Type.Integer({ description: 'Of these, confirmed' }),
  version: Type.Integer(),
});

export const ResolutionRow = Type.Object({
  id: Id,
  text: Type.String(),
  unit: orNull(Type.String()),
  organisation: orNull(Id),
  organisation_name: orNull(Type.String()),
  due_on: orNull(Day),
  measure: orNull(Id),
  measure_title: orNull(Type.String()),
  task: orNull(Id),
  task_state: orNull(Type.Enum(['assigned', 'reported', 'confirmed', 'cancelled'])),
});

export const MeetingDetail = Type.Object({
  ...MeetingRow.properties,
  programme_title: Type.String(),
  programme_state: Type.String(),
  agenda: Type.Array(Type.String()),
  minutes: orNull(Type.String()),
  files: Type.Array(Type.Object({ id: Id, name: Type.String(), size: Type.Integer(), sha256: Type.String() })),
  invited: Type.Array(
    Type.Object({
      id: Id,
      unit: Type.String(),
      organisation: orNull(Id),
      organisation_name: orNull(Type.String()),
      attended: orNull(Type.Boolean()),
      post: orNull(Type.String()),
    }),
  ),
  resolved: Type.Array(ResolutionRow),
  finalised_at: orNull(Instant),
  deposit: orNull(Id),
  may_change: Type.Boolean(),
});
