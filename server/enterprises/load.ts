import { sql } from 'kysely';
import industries from '#content/industries/industries.json' with { type: 'json' };
import { Refused } from '#domain/refused.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import type { Actor } from '#server/kernel/actor.ts';

/** Sections and divisions of GB/T 4754. */
export const sections = industries;

/** A firm that row security shows, locked; not_found, changed_meanwhile. */
export async function loadEnterprise(db: Writer, id: string, version?: number) {
  const row = await db.selectFrom('enterprises').selectAll().where('org_id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'enterprise' });
  if (version !== undefined && row.version !== version)
    throw new Refused('changed_meanwhile', { version: row.version });
  return row;
}

/** The path that the actor oversees, as row security reads it; '!' for who oversees no place. */
export const belowOf = (actor: Actor): string => (actor.kind === 'person' ? actor.below : '!');

/** Tags that may be chosen at a place on a day: those of everybody and those of the regions above and at it. */
export const readTags = (db: Reader | Writer, { path, today }: { path: string; today: string }) =>
  // Both handles read alike.
  (db as Reader)
    .selectFrom('tags')
    .select(['key', 'zh', 'en', 'path', 'valid_to'])
    .where(sql<boolean>`(starts_with(${path}, path) or starts_with(path, ${path}))`)
    .where((row) => row.or([row('valid_to', 'is', null), row('valid_to', '>=', today)]))
    .orderBy('position')
    .orderBy('key')
    .execute();

/** Refuses unknown_tag for what no region on the way to this place has. */
export async function checkTags(
  db: Writer,
  wanted: readonly string[],
  at: { path: string; today: string; kept?: readonly string[] },
): Promise<void> {
  if (wanted.length === 0) return;
  const known = new Set([...(await readTags(db, at)).map(({ key }) => key), ...(at.kept ?? [])]);
  const unknown = wanted.find((key) => !known.has(key));
  if (unknown !== undefined) throw new Refused('unknown_tag', { field: 'tags', tag: unknown });
}

/** Does somebody with an account run this firm's page today? */
export async function hasOfficer(db: Writer, org: string, today: string): Promise<boolean> {
  const found = await db
    .selectFrom('posts')
    .innerJoin('people', 'people.id', 'posts.person_id')
    .select('posts.id')
    .where('posts.org_id', '=', org)
    .where('people.state', '!=', 'left')
    .where(sql<boolean>`'enterprise_officer' = any (posts.roles)`)
    .where((row) => row.or([row('posts.to_on', 'is', null), row('posts.to_on', '>=', today)]))
    .executeTakeFirst();
  return found !== undefined;
}
