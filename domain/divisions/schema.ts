import Type from 'typebox';
import { Day } from '../schema.ts';

export const DivisionRow = Type.Object({
  code: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  parent_code: Type.Union([Type.String(), Type.Null()]),
  path: Type.String(),
  valid_from: Type.Union([Day, Type.Null()]),
  valid_to: Type.Union([Day, Type.Null()]),
  version: Type.Integer(),
});
