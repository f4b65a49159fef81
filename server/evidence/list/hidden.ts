import { type RawBuilder, sql } from 'kysely';
import { hiddenNouns } from '#domain/evidence/readable.ts';
import type { Actor } from '#server/kernel/actor.ts';

/**
 * Which statements `s` (left-joined to a deposit) the actor may read, beside row security: those of rows that the roles
 * open; of an attached file, by the noun of what it is attached to. A program with an access key deposits files and reads
 * those: statements of acts, which name people, are not its business. Null where everything is open.
 */
export function statementsOpenTo(actor: Actor): RawBuilder<boolean> | null {
  if (actor.kind !== 'person' || actor.key !== undefined) return sql<boolean>`s.deposit_id is null`;
  const hidden = hiddenNouns(actor.roles);
  if (hidden.length === 0) return null;
  return sql<boolean>`(s.deposit_id is null or not
    (case s.noun when 'file' then s.text::jsonb #>> '{facts,noun}' else s.noun end) = any (${hidden}))`;
}
