import Type from 'typebox';
import { Id, Instant, orNull } from '../schema.ts';

/** Why somebody outside does not do what is asked: a sentence's key and what fills it (domain/sentences.ts). */
export const Failure = Type.Object({
  reason: Type.String(),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});

/**
 * An address of a service: http or https, nothing else. No user and password in it (`https://user:password@host/`): it
 * is shown in lists, kept in the record of acts and deposited.
 */
export const Address = Type.String({
  minLength: 8,
  maxLength: 500,
  pattern: '^https?://[^\\s/?#@\\\\]+([/?#]\\S*)?$',
  description: 'http or https, without user and password',
});

export const AuthorityRow = Type.Object({
  id: Id,
  name: Type.String(),
  url: Type.String(),
  certificates: Type.String(),
  every_minutes: Type.Integer(),
  state: Type.String(),
  /** When it last answered. */
  seen_at: orNull(Instant),
  failing_since: orNull(Instant),
  failure: orNull(Failure),
  held: Type.Integer({ description: 'Time stamps that it gave' }),
  waiting: Type.Integer({ description: 'Requests that it has not answered yet' }),
  stamped_at: orNull(Type.String({ description: 'The moment that its newest time stamp vouches for' })),
  ends_at: orNull(Type.String({ description: 'End of the certificate behind its newest time stamp' })),
  version: Type.Integer(),
});

export const authorityFields = {
  /** Also the name of a file in proofs. */
  name: Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\\\/:*?"<>|.\\s][^\\\\/:*?"<>|]*$' }),
  url: Address,
  certificates: Type.String({ minLength: 1, maxLength: 100_000, description: 'PEM, the root among them' }),
  every_minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_080, default: 60 })),
};

/** What is stored as the failure of an authority or a witness, and read back; null for text that is neither. */
export const failureText = (reason: string, facts: Readonly<Record<string, string | number>> = {}): string =>
  JSON.stringify({ reason, facts });

export function readFailure(text: string | null): { reason: string; facts: Record<string, string | number> } | null {
  if (text === null) return null;
  const { reason, facts } = JSON.parse(text);
  return { reason: String(reason), facts: { ...facts } };
}
