import Type from 'typebox';
import { Id, orNull } from '../schema.ts';
import { Draft } from './schema.ts';
import { planStates } from './states.ts';

/** What leaves about a plan document. */

export const PlanState = Type.Enum(Object.keys(planStates), { description: 'State of a plan document' });

const head = {
  id: Id,
  file_name: Type.String(),
  format: Type.String(),
  state: PlanState,
  version: Type.Integer(),
  number: Type.Integer({ description: 'Which version of its programme’s document this is, from 1' }),
  programme_id: orNull(Id),
  revises: orNull(Id),
  created_at: Type.String(),
  adopted_at: orNull(Type.String()),
};

export const PlanRow = Type.Object({
  ...head,
  title: orNull(Type.String()),
  unsure: Type.Integer({ description: 'Elements and notes that somebody should look at' }),
});

export const PlanDetail = Type.Object({
  ...head,
  file_id: orNull(Id),
  text: Type.String(),
  draft: Draft,
  units: Type.Record(Type.String(), Type.Array(Id)),
  may_change: Type.Boolean(),
});

export const UnitRow = Type.Object({
  name: Type.String(),
  kind: Type.Enum(['chosen', 'one', 'group', 'many', 'none'], {
    description: 'chosen by the officer; one organisation; a group that fans out; ambiguous; unknown',
  }),
  tasks: Type.Integer({ description: 'In how many tasks the name stands' }),
  organisations: Type.Array(Type.Object({ org_id: Id, name: Type.String() })),
});

const Day = orNull(Type.String());
const PhaseShape = Type.Object({ id: Type.String(), title: Type.String(), from: Day, to: Day });
const MeasureShape = Type.Object({ id: Type.String(), no: Type.String(), title: Type.String() });
const TaskShape = Type.Object({
  ...{ id: Type.String(), no: Type.String(), text: Type.String(), measure: Type.String() },
  ...{ lead_units: Type.Array(Type.String()), supporting_units: Type.Array(Type.String()) },
  ...{ from: Day, due_on: Day, continuing: Type.Boolean() },
});
const TargetShape = Type.Object({
  ...{ id: Type.String(), subject: orNull(Type.String()), subject_text: Type.String(), comparison: Type.String() },
  ...{ value: Type.Number(), value_to: orNull(Type.Number()), unit: Type.String(), by: Day },
});

const changeOf = <T extends Type.TSchema>(shape: T) =>
  Type.Object({
    kind: Type.Enum(['added', 'removed', 'changed', 'same']),
    before: Type.Optional(shape),
    after: Type.Optional(shape),
    fields: Type.Optional(Type.Array(Type.String())),
  });

/** A new version against the programme that runs; `same` rows are counted, not listed. */
export const DifferenceShape = Type.Object({
  programme: Id,
  same: Type.Integer(),
  phases: Type.Array(changeOf(PhaseShape)),
  measures: Type.Array(changeOf(MeasureShape)),
  tasks: Type.Array(changeOf(TaskShape)),
  targets: Type.Array(changeOf(TargetShape)),
});
