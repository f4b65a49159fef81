import Type, { type Static } from 'typebox';
import { Day, Id, Instant, orNull } from '../schema.ts';
import { levels, mostParts, partBytes, periods } from './rules.ts';

export const Level = Type.Enum([...levels]);
export const Period = Type.Enum([...periods]);
export const Purpose = Type.Enum(['work', 'review', 'handover', 'inspection', 'recovery']);
export const SecretStateName = Type.Enum([
  'draft',
  'proposed',
  'in_force',
  'suspended',
  'leaked',
  'declassified',
  'destroyed',
  'discarded',
]);
export const StepKind = Type.Enum([
  'classify',
  'conceal',
  'use',
  'return',
  'change',
  'declassify',
  'destroy',
  'suspend',
  'expose',
  'resume',
  'review',
  'disclose',
]);
export const StepState = Type.Enum(['asked', 'granted', 'refused', 'withdrawn', 'done']);

/** Bytes of an age file, in base64: 256 KiB are kept. More is let in, so that `sealed_too_large` says what to do. */
export const Sealed = Type.String({
  minLength: 4,
  maxLength: 1_398_104,
  pattern: '^[A-Za-z0-9+/]+={0,2}$',
  description: 'An age file in base64, at most 256 KiB',
});

const Hex = (description: string) => Type.String({ pattern: '^[0-9a-f]{64}$', description });

/** A sealed text with what is deposited of it: digests and length of the signed text that is inside. */
export const sealedFields = {
  sealed: Sealed,
  sha256: Hex('SHA-256 of the signed text'),
  sm3: Hex('SM3 of the signed text'),
  size: Type.Integer({ minimum: 1, maximum: 1_048_576, description: 'Bytes of the signed text' }),
};

export type SealedInput = { sealed: string; sha256: string; sm3: string; size: number };

/** Who may be served: people of the firm, the author always among them. */
export const Readers = Type.Array(Id, { maxItems: 1_000, uniqueItems: true });

/** What every act on one secret names: the row as it was read. */
export const rowVersion = Type.Integer({ minimum: 1, description: 'Version of the row that was read' });

export const actFields = { id: Id, version: rowVersion, ...sealedFields };

export const termFields = { level: Level, period: Period, period_to: Type.Optional(orNull(Day)) };

/** What an act answers: the new version of the row, its state, and the step that was written. */
export const actOutput = Type.Object({ version: Type.Integer(), state: SecretStateName, step: Id });

export const SecretRow = Type.Object({
  id: Id,
  number: Type.Integer(),
  state: SecretStateName,
  level: orNull(Level),
  latest: Type.Integer({ description: 'Newest version of the sealed record' }),
  classified_on: orNull(Day),
  period: orNull(Period),
  period_to: orNull(Day),
  review_on: orNull(Day),
  declassified_on: orNull(Day),
  concealed: Type.Boolean(),
  files: Type.Integer(),
  readers: Type.Integer(),
  out_count: Type.Integer({ description: 'Copies that are out and not back yet' }),
  due_back_on: orNull(Day),
  asked: orNull(StepKind),
  mine: Type.Boolean({ description: 'I am on the need-to-know list' }),
  changed_at: Instant,
  version: Type.Integer(),
});

export type SecretRow = Static<typeof SecretRow>;

export const ReaderRow = Type.Object({
  person: Id,
  name: orNull(Type.String()),
  since: Instant,
  until: orNull(Instant),
});

export const VersionRow = Type.Object({
  version: Type.Integer(),
  at: Instant,
  by: Id,
  by_name: orNull(Type.String()),
  sha256: Type.String(),
  sm3: Type.String(),
  recipients: Type.Integer(),
  size: Type.Integer(),
  resealed: Type.Boolean({ description: 'The same content for other readers' }),
});

export const FileRow = Type.Object({
  id: Id,
  size: Type.Number(),
  parts: Type.Integer(),
  received: Type.Integer(),
  state: Type.Enum(['arriving', 'whole', 'removed']),
  created_at: Instant,
  created_by: Id,
});

export const StepRow = Type.Object({
  id: Id,
  kind: StepKind,
  state: StepState,
  level: orNull(Level),
  period: orNull(Period),
  period_to: orNull(Day),
  due_back_on: orNull(Day),
  returned_at: orNull(Instant),
  witnesses: Type.Array(Id),
  of_step: orNull(Id),
  sha256: orNull(Type.String()),
  asked_by: Id,
  asked_by_name: orNull(Type.String()),
  asked_at: Instant,
  decided_by: orNull(Id),
  decided_by_name: orNull(Type.String()),
  decided_at: orNull(Instant),
});

export const SecretDetail = Type.Object({
  ...SecretRow.properties,
  created_by: Id,
  created_at: Instant,
  reader_list: Type.Array(ReaderRow),
  versions: Type.Array(VersionRow),
  file_list: Type.Array(FileRow),
  steps: Type.Array(StepRow),
});

export const OpenedRow = Type.Object({
  id: Id,
  version: Type.Integer(),
  sealed: Type.String({ description: 'The age file in base64' }),
  forms: Type.Array(Type.Object({ step: Id, sealed: Type.String(), answer: orNull(Type.String()) })),
});

export const ReadingRow = Type.Object({
  id: Id,
  secret: Id,
  number: Type.Integer(),
  version: orNull(Type.Integer()),
  file: orNull(Id),
  person: Id,
  person_name: orNull(Type.String()),
  purpose: Purpose,
  at: Instant,
});

export const LevelWordsRow = Type.Object({
  core: Type.String({ maxLength: 20 }),
  important: Type.String({ maxLength: 20 }),
  ordinary: Type.String({ maxLength: 20 }),
});

export const FileSize = Type.Integer({ minimum: 1, maximum: mostParts * partBytes });
