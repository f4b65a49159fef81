import Type from 'typebox';
import { Id, Instant, orNull } from '../schema.ts';
import { machine } from '../states.ts';
import { type FirmField, firmFields } from './table.ts';

/**
 * A table on its way into the register. The system reads (arriving), checks and writes (applying); a person maps the
 * columns, looks, and says go. Until it is done, cancelling leaves nothing.
 */
export const importStates = machine({
  arriving: { arrive: 'arrived', fail: 'failed', 'cancel-import': 'cancelled' },
  arrived: { map: 'checking', 'cancel-import': 'cancelled' },
  checking: { check: 'checked', fail: 'failed', 'cancel-import': 'cancelled' },
  checked: { map: 'checking', apply: 'applying', 'cancel-import': 'cancelled' },
  applying: { 'take-in': 'done', fail: 'failed', 'cancel-import': 'cancelled' },
  done: {},
  failed: {},
  cancelled: {},
});

export type ImportState = keyof typeof importStates;

/** 重复企业: leave the register as it is, take the table's values, or fill only what is empty there. */
export const Duplicates = Type.Enum(['skip', 'update', 'fill']);

const optionalColumn = () => Type.Optional(Type.Integer({ minimum: 0, maximum: 99 }));
type Column = ReturnType<typeof optionalColumn>;

/** Field → column from 0; a field that is not there is not in the table. */
export const MappingInput = Type.Object(
  // The keys of the object are the fields of the table.
  Object.fromEntries(firmFields.map((field) => [field, optionalColumn()])) as Record<FirmField, Column>,
  { additionalProperties: false },
);

export const mostRows = 200_000;

const Facts = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]));

export const ImportRow = Type.Object({
  id: Id,
  file_name: Type.String(),
  state: Type.String(),
  created_at: Instant,
  finished_at: orNull(Instant),
  /** Of the present step. */
  done: Type.Integer(),
  total: Type.Integer(),
  rows: Type.Integer(),
  added: Type.Integer(),
  updated: Type.Integer(),
  skipped: Type.Integer(),
  problems: Type.Integer(),
  merged: Type.Integer(),
  duplicates: Duplicates,
  reason: orNull(Type.String()),
  facts: Facts,
});

export const ImportPreview = Type.Object({
  ...ImportRow.properties,
  head: Type.Array(Type.String()),
  head_row: orNull(Type.Integer()),
  mapping: Type.Record(Type.String(), Type.Integer()),
  /** The first rows below the head, as they stand in the table. */
  sample: Type.Array(Type.Object({ row: Type.Integer(), cells: Type.Array(Type.String()) })),
  preview: Type.Array(
    Type.Object({
      row: Type.Integer(),
      name: Type.String(),
      credit_code: orNull(Type.String()),
      outcome: Type.String(),
      reason: orNull(Type.String()),
      facts: Facts,
    }),
  ),
});
