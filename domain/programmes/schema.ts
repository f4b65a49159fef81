import Type from 'typebox';
import { Day, Id, Line, orNull } from '../schema.ts';

export const ProgrammeState = Type.Enum(['running', 'closed']);

/** Counts from the roll-up row that the door keeps; late and due soon as of today. */
export const Counts = Type.Object({
  ...{ tasks: Type.Integer(), confirmed: Type.Integer(), reported: Type.Integer(), late: Type.Integer() },
  ...{ due_soon: Type.Integer(), targets: Type.Integer(), targets_met: Type.Integer() },
});

const head = {
  id: Id,
  title: Type.String(),
  document_no: orNull(Type.String()),
  division_code: Type.String(),
  division_name: Type.String(),
  from_on: orNull(Day),
  to_on: orNull(Day),
  state: ProgrammeState,
};

export const ProgrammeRow = Type.Object({
  ...head,
  organisation: orNull(Id),
  organisation_name: orNull(Type.String()),
  phase: orNull(Type.String({ description: 'Title of the phase that today falls into' })),
  relation: Type.Enum(['own', 'part', 'below', 'above'], { description: 'How the reader’s organisation stands to it' }),
  counts: Counts,
});

/** Which programmes a list shows, seen from the reader's organisation. `above` are those that one may carry out. */
export const Relation = Type.Enum(['own', 'part', 'below', 'above']);

const Share = { tasks: Type.Integer(), confirmed: Type.Integer(), late: Type.Integer() };

export const PhaseRow = Type.Object({
  ...{ id: Id, title: Type.String(), from_on: orNull(Day), to_on: orNull(Day) },
  current: Type.Boolean({ description: 'Today lies within it; phases may overlap' }),
  ...Share,
});

export const MeasureRow = Type.Object({ id: Id, no: Type.String(), title: Type.String(), ...Share });

export const Basis = Type.Object({ title: Type.String(), document_no: orNull(Type.String()) });

const Named = Type.Object({ id: Id, title: Type.String(), division_name: Type.String() });

export const ProgrammeDetail = Type.Object({
  ...head,
  scope: orNull(Type.String()),
  issuer: orNull(Type.String()),
  issued_on: orNull(Day),
  basis: Type.Array(Basis),
  version: Type.Integer(),
  organisation: Id,
  organisation_name: Type.String(),
  carries_out: orNull(Named),
  carried_out_by: Type.Array(Named),
  phases: Type.Array(PhaseRow),
  measures: Type.Array(MeasureRow),
  counts: Counts,
  unresolved: Type.Array(Type.Object({ unit_name: Type.String(), tasks: Type.Integer() })),
  plans: Type.Array(
    Type.Object({
      ...{ id: Id, number: Type.Integer(), file_name: Type.String(), file_id: orNull(Id) },
      adopted_at: orNull(Type.String()),
    }),
  ),
  may_change: Type.Boolean({ description: 'The reader’s own organisation leads it' }),
});

/** What an edit may change; what is not sent stays. */
export const programmeFields = {
  title: Type.Optional(Line),
  scope: Type.Optional(orNull(Type.String({ maxLength: 1_000 }))),
  document_no: Type.Optional(orNull(Type.String({ maxLength: 100 }))),
  issuer: Type.Optional(orNull(Type.String({ maxLength: 200 }))),
  issued_on: Type.Optional(orNull(Day)),
  from_on: Type.Optional(orNull(Day)),
  to_on: Type.Optional(orNull(Day)),
  basis: Type.Optional(
    Type.Array(
      Type.Object(
        { title: Line, document_no: orNull(Type.String({ maxLength: 100 })) },
        { additionalProperties: false },
      ),
      { maxItems: 100 },
    ),
  ),
};
