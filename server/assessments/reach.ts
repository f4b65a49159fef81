import { type RawBuilder, sql } from 'kysely';
import { belowOf } from '#server/enterprises/load.ts';
import type { Actor } from '#server/kernel/actor.ts';

/**
 * What an index can find of the firms that an actor reaches, before row security says it again: the own firm, or the firms
 * served and those of the place overseen. `table` has the columns `enterprise_id` and `path`.
 */
export function withinReach(actor: Actor, table: 'a' | 'r'): RawBuilder<boolean> {
  if (actor.kind !== 'person' || actor.organisation === null) return sql<boolean>`true`;
  const [firm, path] = [sql.ref(`${table}.enterprise_id`), sql.ref(`${table}.path`)];
  const { organisation, organisationKind } = actor;
  if (organisationKind === 'enterprise') return sql<boolean>`${firm} = ${organisation}`;
  const served = sql<boolean>`${firm} = any (array(select s.org_id from enterprises s
    where s.station_org = ${organisation} or s.liaison_org = ${organisation}))`;
  const below = belowOf(actor);
  return below === '!' ? served : sql<boolean>`((${path} ~>=~ ${below} and ${path} ~<~ ${`${below}~`}) or ${served})`;
}
