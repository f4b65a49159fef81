import Type from 'typebox';
import { Id, Instant, Line, orNull } from '../schema.ts';

export const Login = Type.String({
  minLength: 2,
  maxLength: 60,
  pattern: '^[\\p{L}\\p{N}._@-]+$',
  description: 'Letters, digits and . _ @ -',
});
export const Password = Type.String({ minLength: 1, maxLength: 200 });
export const Code = Type.String({ pattern: '^[0-9]{6}$', description: 'One-time code of six digits' });
export const Token = Type.String({ minLength: 20, maxLength: 100 });

export const NewPerson = Type.Object({ name: Line, login: Login }, { additionalProperties: false });

/** `token` leaves as a cookie, never in the body. `refused` becomes the problem document after the failure is counted. */
export const SignedIn = Type.Object({
  token: Type.Optional(Type.String()),
  refused: Type.Optional(
    Type.Object({
      reason: Type.String(),
      detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    }),
  ),
});

const Post = Type.Object({
  id: Id,
  title: Type.String(),
  organisation: Id,
  organisation_name: Type.String(),
  organisation_kind: Type.String(),
  roles: Type.Array(Type.String()),
});

export const Me = Type.Object({
  signed_in: Type.Boolean(),
  demonstration: Type.Boolean(),
  person: orNull(Type.Object({ id: Id, name: Type.String() })),
  post: orNull(Post),
  posts: Type.Array(Type.Object({ id: Id, title: Type.String(), organisation_name: Type.String() })),
  roles: Type.Array(Type.String()),
  totp: Type.Boolean(),
  /** The three administrators must enrol one-time codes before anything else. */
  totp_needed: Type.Boolean(),
});

export const SessionRow = Type.Object({
  id: Id,
  current: Type.Boolean(),
  created_at: Instant,
  seen_at: Instant,
  address: Type.String(),
  agent: Type.String(),
});
