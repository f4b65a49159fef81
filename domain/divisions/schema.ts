import Type from 'typebox';
import { type DivisionKind, divisionKinds } from '../glossary.ts';
import { Day, Line, orNull } from '../schema.ts';

// Object.keys answers text; the keys of the glossary are the kinds.
const kinds = Object.keys(divisionKinds) as DivisionKind[];

export const Kind = Type.Enum(kinds);

/** Six digits of the standard, nine of a statistical area, or Z and digits of our own. */
export const Code = Type.String({ minLength: 2, maxLength: 12, pattern: '^[0-9A-Z]+$' });

export const DivisionRow = Type.Object({
  code: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  parent_code: orNull(Type.String()),
  path: Type.String(),
  valid_from: orNull(Day),
  valid_to: orNull(Day),
  version: Type.Integer(),
});

export const DivisionDetail = Type.Object({
  ...DivisionRow.properties,
  /** From the root to the division itself. */
  chain: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), kind: Type.String() })),
  below: Type.Integer({ description: 'Divisions directly below that are in force' }),
  organisations: Type.Integer({ description: 'Organisations in it and below that the actor may see' }),
});

export const divisionFields = {
  name: Line,
  kind: Kind,
  parent_code: Code,
  valid_from: Type.Optional(orNull(Day)),
  valid_to: Type.Optional(orNull(Day)),
};
