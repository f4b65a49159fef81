import Type from 'typebox';
import { Address, Failure } from '../authorities/schema.ts';
import { Id, Instant, Line, orNull } from '../schema.ts';

export const WitnessRow = Type.Object({
  id: Id,
  name: Type.String(),
  /** The public key that the witness program printed (C2SP vkey). */
  vkey: Type.String(),
  url: Type.String(),
  state: Type.String(),
  size: Type.Integer({ description: 'Entries of the register that it signed for last' }),
  /** When it last signed, by our clock. */
  seen_at: orNull(Instant),
  failing_since: orNull(Instant),
  failure: orNull(Failure),
  version: Type.Integer(),
});

export const witnessFields = {
  name: Line,
  vkey: Type.String({ minLength: 20, maxLength: 400, description: 'name+8 hexadecimal digits+base64, one line' }),
  url: Address,
};
