import Type from 'typebox';
import { orNull } from '../schema.ts';

/** A metric of the catalogue: what is counted, from which register, and today's number for the reader's place. */
export const MetricRow = Type.Object({
  key: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  unit: Type.String(),
  kind: Type.Enum(['count', 'rate']),
  numerator: Type.String(),
  denominator: orNull(Type.String()),
  register: Type.String(),
  available: Type.Boolean(),
  scope: Type.Enum(['place', 'programme']),
  targets: Type.Integer({ description: 'Targets that the reader sees and that count from it' }),
  value: orNull(Type.Number({ description: 'Null: no register yet, or counted within a programme only' })),
});
