import Type from 'typebox';
import { Id, Instant, Line, orNull, Prose } from '../schema.ts';

export const ExhibitKind = Type.Enum(['device', 'medium', 'files', 'mailbox', 'image', 'other']);

export const ExhibitStateName = Type.Enum([
  'registered',
  'taken',
  'sealed',
  'opened',
  'moved',
  'released',
  'discarded',
]);

export const StepAct = Type.Enum(['take', 'seal', 'hash', 'move', 'receive', 'unseal', 'release']);

/** Lower-case hexadecimal, as every tool prints it. */
const Hex = (description: string) => Type.String({ pattern: '^[0-9a-f]{64}$', description });

/** Digests of the content, made where the content lies; both or neither. */
const digests = {
  sha256: Hex('SHA-256 of the content'),
  sm3: Hex('SM3 of the content'),
  size: Type.Integer({ minimum: 0, maximum: 1e15, description: 'Bytes' }),
  content_name: Line,
};

export const hashFields = { ...digests, tool: Type.Optional(Line), note: Type.Optional(Prose) };

/** What an exhibit is and where it was: written at registration, fixed by the first step. */
export const exhibitFields = {
  name: Line,
  kind: ExhibitKind,
  taken_from: Line,
  place: Line,
  case_no: orNull(Type.String({ maxLength: 100 })),
  programme: orNull(Id),
};

/** 提取、固定: device, tool, method, who did it and who stood by; digests when the content is files. */
export const takeFields = {
  device: Type.Optional(Line),
  tool: Line,
  method: Prose,
  operator: Line,
  second_person: Line,
  place: Line,
  sha256: Type.Optional(digests.sha256),
  sm3: Type.Optional(digests.sm3),
  size: Type.Optional(digests.size),
  content_name: Type.Optional(Line),
  file: Type.Optional(Id),
  note: Type.Optional(Prose),
};

const file = Type.Optional(Id);
const note = Type.Optional(Prose);

/** 封存 */
export const sealFields = {
  seal_no: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  place: Line,
  second_person: Type.Optional(Line),
  file,
  note,
};

/** 移交: to an organisation of the directory, or to somebody outside by name. */
export const moveFields = {
  to_organisation: Type.Optional(Id),
  to_name: Type.Optional(Line),
  to_person: Type.Optional(Line),
  reason: Prose,
  place: Type.Optional(Line),
  file,
  note,
};

/** 接收 */
export const receiveFields = {
  seal_intact: Type.Boolean(),
  place: Line,
  second_person: Type.Optional(Line),
  file,
  note,
};

/** 启封 */
export const unsealFields = { operator: Line, second_person: Line, reason: Prose, place: Line, file, note };

/** 发还 */
export const releaseFields = {
  to_name: Line,
  to_person: Type.Optional(Line),
  reason: Prose,
  second_person: Type.Optional(Line),
  file,
  note,
};

/** What every step answers: the new version, its number in the record, its deposit in the evidence register. */
export const stepOutput = Type.Object({ version: Type.Integer(), step: Type.Integer(), deposit: Id });

export const ChainVerdict = Type.Object({
  state: Type.Enum(['complete', 'open', 'broken']),
  since: orNull(Instant),
  gaps: Type.Array(
    Type.Object({
      kind: Type.Enum(['digest_differs', 'seal_broken', 'not_received', 'not_resealed']),
      step: Type.Integer({ description: 'Number of the step in the record' }),
      at: Instant,
    }),
  ),
});

export const ExhibitRow = Type.Object({
  id: Id,
  no: Type.String({ description: 'Year and number within the organisation that took it' }),
  name: Type.String(),
  kind: ExhibitKind,
  taken_from: Type.String(),
  place: Type.String(),
  case_no: orNull(Type.String()),
  programme: orNull(Id),
  programme_title: orNull(Type.String()),
  organisation: Id,
  organisation_name: Type.String(),
  keeper: Id,
  keeper_name: Type.String(),
  keeper_outside: orNull(Type.String({ description: 'Who has it, when that is nobody of the directory' })),
  state: ExhibitStateName,
  seal_no: orNull(Type.String()),
  awaits_me: Type.Boolean({ description: 'Moved to my organisation and not received yet' }),
  mine: Type.Boolean({ description: 'In the custody of my organisation' }),
  steps: Type.Integer(),
  chain: ChainVerdict,
  created_at: Instant,
  version: Type.Integer(),
});

export const StepRow = Type.Object({
  id: Id,
  no: Type.Integer(),
  act: StepAct,
  at: Instant,
  organisation: Id,
  organisation_name: Type.String(),
  person_name: Type.String(),
  operator: orNull(Type.String()),
  second_person: orNull(Type.String()),
  place: orNull(Type.String()),
  device: orNull(Type.String()),
  tool: orNull(Type.String()),
  method: orNull(Type.String()),
  content_name: orNull(Type.String()),
  size: orNull(Type.Number()),
  sha256: orNull(Type.String()),
  sm3: orNull(Type.String()),
  equal: orNull(Type.Boolean({ description: 'Whether a recomputed digest agrees with the first; null for the first' })),
  seal_no: orNull(Type.String()),
  seal_intact: orNull(Type.Boolean()),
  to_organisation: orNull(Id),
  to_name: orNull(Type.String()),
  to_person: orNull(Type.String()),
  reason: orNull(Type.String()),
  note: orNull(Type.String()),
  file: orNull(Id),
  file_name: orNull(Type.String()),
  deposit: Id,
});

export const ExhibitDetail = Type.Object({
  ...ExhibitRow.properties,
  content_name: orNull(Type.String()),
  size: orNull(Type.Number()),
  sha256: orNull(Type.String()),
  sm3: orNull(Type.String()),
  record: Type.Array(StepRow),
});
