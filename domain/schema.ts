import Type, { type TSchema } from 'typebox';

/** Shapes that every noun uses. */

export const Id = Type.String({ format: 'uuid', description: 'UUIDv7' });

/** A day in China, "2026-06-30". */
export const Day = Type.String({ format: 'date', pattern: '^(19|20|21)', description: 'ISO day, 1900 to 2199' });

/** An instant, "2026-06-30T08:00:00.000Z". */
export const Instant = Type.String({ description: 'ISO instant' });

/** Short text of one line: a name, a title. */
export const Line = Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' });

/** Text that a person writes. */
export const Prose = Type.String({ minLength: 1, maxLength: 5_000, pattern: '\\S' });

export const Version = Type.Integer({
  minimum: 1,
  description: 'The version that was read; refused with changed_meanwhile when it is no longer the newest.',
});

export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const ById = Type.Object({ id: Id });

/** What a page of a list asks for. */
export const paging = {
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, default: 1 })),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
};

/** A file that leaves: see `download` in server/kernel/routes.ts. */
export const FileOutput = Type.Object({
  name: Type.String(),
  media_type: Type.String(),
  bytes: Type.Unsafe<Uint8Array>({}),
});

/** A file that leaves piece by piece, because it may be larger than memory. */
export const FileStream = Type.Object({
  name: Type.String(),
  media_type: Type.String(),
  bytes: Type.Unsafe<AsyncIterable<Uint8Array>>({}),
});

/** A file that came in by a form: see `upload` in server/kernel/routes.ts. */
export const fileInput = {
  file_name: Type.String({ maxLength: 300 }),
  media_type: Type.Optional(Type.String({ maxLength: 200 })),
  bytes: Type.Unsafe<Uint8Array>({}),
};
