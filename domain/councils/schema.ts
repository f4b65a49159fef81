import Type from 'typebox';
import { Id, Line, orNull, Prose } from '../schema.ts';

export const MemberRow = Type.Object({
  id: Id,
  unit: Type.String(),
  post: orNull(Type.String()),
  organisation: orNull(Id),
  organisation_name: orNull(Type.String()),
  duties: Type.Array(Type.String()),
});

/** Leading group or joint conference (C05). `version` is 0 while the programme has none. */
export const CouncilDetail = Type.Object({
  programme: Id,
  council: orNull(Id),
  version: Type.Integer(),
  name: orNull(Type.String()),
  head: orNull(Type.String()),
  deputies: Type.Array(Type.String()),
  office: orNull(Type.String()),
  office_organisation: orNull(Id),
  office_duties: Type.Array(Type.String()),
  members: Type.Array(MemberRow),
});

const Duties = Type.Array(Prose, { maxItems: 50 });

const MemberInput = Type.Object(
  { unit: Line, post: orNull(Line), organisation: orNull(Id), duties: Duties },
  { additionalProperties: false },
);

/** The whole council: posts and units, never names of persons. */
export const councilFields = {
  name: Line,
  head: orNull(Line),
  deputies: Type.Array(Line, { maxItems: 50 }),
  office: orNull(Line),
  office_organisation: orNull(Id),
  office_duties: Duties,
  members: Type.Array(MemberInput, { maxItems: 300 }),
};
