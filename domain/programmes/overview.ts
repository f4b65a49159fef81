import Type from 'typebox';
import { Day, Id, orNull } from '../schema.ts';

const counts = {
  tasks: Type.Integer(),
  confirmed: Type.Integer(),
  reported: Type.Integer(),
  late: Type.Integer(),
  due_soon: Type.Integer(),
  targets: Type.Integer(),
  targets_met: Type.Integer(),
};

/** A division with everything that runs in it and below it. */
export const DivisionTile = Type.Object({
  division_code: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  programmes: Type.Integer(),
  ...counts,
});

/** A programme in the ranked table. */
export const OverviewRow = Type.Object({
  id: Id,
  title: Type.String(),
  division_code: Type.String(),
  division_name: Type.String(),
  organisation: Id,
  organisation_name: orNull(Type.String()),
  from_on: orNull(Day),
  to_on: orNull(Day),
  ...counts,
});
