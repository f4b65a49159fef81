import Type, { type Static } from 'typebox';
import { Day, Id, Instant, Line, orNull } from '#domain/schema.ts';

/** Lower-case hexadecimal of 32 bytes. */
export const DigestText = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Lower-case hexadecimal, 32 bytes' });

/** What is deposited without its content: digests that were made where the file lies. */
export const FileDigest = Type.Object({
  kind: Type.Enum(['file', 'manifest']),
  title: Type.Optional(Line),
  size: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'Bytes' }),
  files: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000_000, description: 'Files that a manifest lists' })),
  sha256: DigestText,
  sm3: DigestText,
  tool: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'What made the digests' })),
});

/** Received: durable. Sequenced: has its place. Published: a signed checkpoint covers it. */
export const DepositState = Type.Enum(['received', 'sequenced', 'published']);

export const DepositRow = Type.Object({
  id: Id,
  organisation: Id,
  organisation_name: orNull(Type.String()),
  kind: Type.String({ description: 'file, manifest, or the act that left it' }),
  title: orNull(Type.String()),
  subject: orNull(Type.String({ description: 'What the act was about, from its statement' })),
  at: Instant,
  state: DepositState,
  index: orNull(Type.Integer({ description: 'Place in the register, from 0' })),
  size: orNull(Type.Integer({ description: 'Bytes of the file or the manifest, where they were told' })),
  files: orNull(Type.Integer()),
  noun: orNull(Type.String()),
  row_id: orNull(Id),
  stamped: Type.Boolean({ description: 'A time authority has stamped it or a checkpoint over it' }),
  witnessed: Type.Integer({ description: 'Witnesses that co-signed the newest co-signed checkpoint over it' }),
});

export type DepositRow = Static<typeof DepositRow>;

export const depositFilters = {
  state: Type.Optional(DepositState),
  kind: Type.Optional(Type.String({ maxLength: 60, description: 'file, manifest, or an act' })),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  search: Type.Optional(Type.String({ maxLength: 100 })),
  sha256: Type.Optional(DigestText),
  noun: Type.Optional(Type.String({ maxLength: 30 })),
  row: Type.Optional(Id),
};

/** Checkpoints are told by size; the root is lower-case hexadecimal. */
export const CheckpointShown = Type.Object({
  size: Type.Integer(),
  root: Type.String(),
  at: Instant,
  witnesses: Type.Array(Type.Object({ name: Type.String(), at: Instant })),
});

export const StampShown = Type.Object({
  authority: Type.String(),
  stamped_at: Instant,
  expires_at: orNull(Instant),
  subject: Type.Enum(['checkpoint', 'entry', 'renewal']),
});
