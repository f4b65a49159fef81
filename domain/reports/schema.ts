import Type from 'typebox';
import { Day, Id, Instant, orNull } from '../schema.ts';

export const ReportState = Type.Enum(['due', 'submitted', 'cancelled']);

/** One date of a reporting duty (C10). `late` when it was due before today, or was sent after its date. */
export const ReportRow = Type.Object({
  id: Id,
  programme: Id,
  programme_title: Type.String(),
  organisation: Id,
  due_on: Day,
  receivers: Type.Array(Type.String()),
  state: ReportState,
  late: Type.Boolean(),
  note: orNull(Type.String()),
  files: Type.Array(Type.Object({ id: Id, name: Type.String(), size: Type.Integer() })),
  submitted_at: orNull(Instant),
  submitted_by_name: orNull(Type.String()),
  may_submit: Type.Boolean(),
  version: Type.Integer(),
});
