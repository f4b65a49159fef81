import Type from 'typebox';
import { Day, Id, Line, orNull } from '../schema.ts';

export const PilotState = Type.Enum(['running', 'closed']);

/** A pilot inside a programme with a guiding contact, named by unit and post (C13). */
export const PilotRow = Type.Object({
  id: Id,
  programme: Id,
  title: Type.String(),
  place: orNull(Type.String()),
  organisation: orNull(Id),
  organisation_name: orNull(Type.String()),
  guiding_contact: orNull(Type.String()),
  guiding_organisation: orNull(Id),
  guiding_organisation_name: orNull(Type.String()),
  from_on: orNull(Day),
  to_on: orNull(Day),
  state: PilotState,
  version: Type.Integer(),
});

export const pilotFields = {
  title: Line,
  place: orNull(Line),
  organisation: orNull(Id),
  guiding_contact: orNull(Line),
  guiding_organisation: orNull(Id),
  from_on: orNull(Day),
  to_on: orNull(Day),
};
