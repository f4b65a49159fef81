import { sql } from 'kysely';
import { Refused } from '#domain/refused.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

export type Place = { readonly code: string; readonly name: string; readonly path: string };

/** Where an organisation may stand: a division in force, inside the actor's own region. Refuses outside_region. */
export async function loadPlace(
  { db, actor, today }: Pick<VerbContext, 'db' | 'actor' | 'today'>,
  code: string,
): Promise<Place> {
  const place = await db
    .selectFrom('divisions')
    .select(['code', 'name', 'path', 'valid_to'])
    .where('code', '=', code)
    .executeTakeFirst();
  if (!place) throw new Refused('unknown_division', { field: 'division_code', place: code });
  if (place.valid_to !== null && place.valid_to < today)
    throw new Refused('division_ended', { field: 'division_code', name: place.name, day: place.valid_to });
  const reach = await reachOf(db, actor);
  if (!reach(place.path)) throw new Refused('outside_region', { field: 'division_code', place: place.name });
  return place;
}

/**
 * The paths at which the actor keeps organisations: the same setting that the row policies read (`below`), and every
 * path for the system administrator.
 */
export async function reachOf(db: Reader | Writer, actor: Actor): Promise<(path: string) => boolean> {
  if (actor.kind === 'person' && actor.roles.includes('system_administrator')) return () => true;
  // Raw SQL asks for a Kysely handle of either kind; the transaction of a query is read-only anyway.
  const { rows } = await sql<{ below: string }>`
    select coalesce(nullif(current_setting('humi.below', true), ''), '!') as below`.execute(db as Writer);
  const below = rows[0]?.below ?? '!';
  return (path) => path.startsWith(below);
}

/** The superior stands in the same division or one above, and not below the organisation itself. Null passes. */
export async function checkSuperior(
  db: Writer,
  { id, path, superior }: { id: string | null; path: string; superior: string | null },
): Promise<void> {
  const refused = new Refused('superior_wrong', { field: 'superior_id' });
  const seen = new Set(id === null ? [] : [id]);
  for (let next = superior; next !== null; ) {
    if (seen.has(next)) throw refused;
    seen.add(next);
    const row = await db
      .selectFrom('organisations')
      .select(['path', 'superior_id', 'state'])
      .where('id', '=', next)
      .executeTakeFirst();
    if (next === superior && (row?.state !== 'active' || !path.startsWith(row.path))) throw refused;
    next = row?.superior_id ?? null;
  }
}
