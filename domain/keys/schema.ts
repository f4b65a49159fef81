import Type from 'typebox';
import { Id, Instant, Line, orNull } from '../schema.ts';

/** How a program's engineer calls a key: one line, unique among the keys of an organisation that are not revoked. */
export const KeyName = Type.String({ ...Line, maxLength: 60 });

export const KeyRow = Type.Object({
  id: Id,
  name: Type.String(),
  state: Type.String({ description: 'active, expired or revoked' }),
  issued_by: Id,
  issued_by_name: Type.String(),
  created_at: Instant,
  expires_at: Instant,
  /** To the minute. Null: never used. */
  seen_at: orNull(Instant),
  revoked_at: orNull(Instant),
  reason: orNull(Type.String()),
});

/** `humi_` and 256 bits in base64url: what an Authorization header carries. */
export const keyPattern = /^humi_[A-Za-z0-9_-]{43}$/;
