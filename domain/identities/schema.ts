import Type from 'typebox';
import { Id, Instant, Line, orNull } from '../schema.ts';

/** Public halves and sealed secret of an identity (docs/decisions/0013); the server never sees more. */
export const identityFields = {
  recipient: Type.String({ pattern: '^age1[02-9ac-hj-np-z]{58}$', description: 'age X25519 recipient' }),
  verify_key: Type.String({ maxLength: 160, description: 'C2SP verifier key, Ed25519, named after the person' }),
};

/** An identity file under a passphrase or a passkey: an age file, at most 4 KB. */
export const SealedIdentity = Type.String({ minLength: 100, maxLength: 5_600, description: 'age file, base64' });

/** One signed entry of the roll. */
export const RollNote = Type.String({ minLength: 100, maxLength: 2_000 });

export const IdentityRow = Type.Object({
  person: Id,
  person_name: Line,
  post_title: orNull(Type.String()),
  is_officer: Type.Boolean({ description: 'Holds the role of secrecy officer in this firm' }),
  id: orNull(Id),
  state: Type.String({ description: 'none, asked, active' }),
  recipient: orNull(Type.String()),
  verify_key: orNull(Type.String()),
  since: orNull(Instant),
});

/** An opened request for an act on the roll answers where it stands. */
export const RollAnswer = Type.Object({ seq: Type.Integer(), deposit: Id });
