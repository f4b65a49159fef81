import { Refused } from '#domain/refused.ts';
import type { Actor } from '#server/kernel/actor.ts';

/** The signed-in person behind a request; the permission table lets nobody else through. */
export function self(actor: Actor): Extract<Actor, { kind: 'person' }> {
  if (actor.kind !== 'person') throw new Refused('not_signed_in');
  return actor;
}
