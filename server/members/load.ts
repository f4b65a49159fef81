import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { groupFields } from '#domain/members/schema.ts';
import { Refused } from '#domain/refused.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import type { Actor } from '#server/kernel/actor.ts';

export type Mine = { readonly person: string; readonly organisation: string; readonly name: string };

/** The firm that the actor acts for; no_post when the present post is in none. */
export function firmOf(actor: Actor): Mine {
  if (actor.kind !== 'person' || actor.organisation === null || actor.organisationKind !== 'enterprise')
    throw new Refused('no_post');
  return { person: actor.person, organisation: actor.organisation, name: actor.organisationName ?? '' };
}

/** The member, locked: not_found when row security hides it or it is another firm's, changed_meanwhile. */
export async function loadMember(
  db: Writer,
  { id, organisation, version }: { id: string; organisation: string; version?: number },
) {
  const row = await db
    .selectFrom('members')
    .selectAll()
    .where('id', '=', id)
    .where('org_id', '=', organisation)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'member' });
  if (version !== undefined && row.version !== version)
    throw new Refused('changed_meanwhile', { version: row.version });
  return row;
}

/** What the region is told: how many of the firm's people may meet secrets. */
export const countMembers = (db: Writer, organisation: string): Promise<unknown> =>
  sql`update enterprises set member_count = (select count(*) from members m
    where m.org_id = ${organisation} and m.state <> 'left' and m.access <> 'none')
    where org_id = ${organisation}`.execute(db);

/** Officers of the firm with an account in use, apart from these people. */
export async function otherOfficers(
  db: Writer,
  { organisation, people, today }: { organisation: string; people: readonly string[]; today: string },
): Promise<number> {
  const { count } = await db
    .selectFrom('posts')
    .innerJoin('people', 'people.id', 'posts.person_id')
    .select((row) => row.fn.count<number>('people.id').distinct().as('count'))
    .where('posts.org_id', '=', organisation)
    .where(sql<boolean>`'enterprise_officer' = any (posts.roles)`)
    .where('people.state', '=', 'active')
    .where(sql<boolean>`people.id <> all (${[...people]}::uuid[])`)
    .where('posts.from_on', '<=', today)
    .where((on) => on.or([on('posts.to_on', 'is', null), on('posts.to_on', '>=', today)]))
    .executeTakeFirstOrThrow();
  return Number(count);
}

const Group = Type.Object(groupFields);
export type Group = Static<typeof Group>;

/** People at work of a group: how near to secrets (without a word, whoever may meet them), department, post. */
export function findGroup(handle: Reader | Writer, organisation: string, { access = 'near', department, post }: Group) {
  // Both handles read alike; the narrower type has every word used here.
  let found = (handle as Reader).selectFrom('members as m').where('m.org_id', '=', organisation);
  found = found.where('m.state', '=', 'active');
  if (access !== 'all')
    found = found.where('m.access', access === 'core' ? '=' : '<>', access === 'core' ? 'core' : 'none');
  if (department !== undefined) found = found.where('m.department', '=', department);
  if (post !== undefined) found = found.where('m.post', '=', post);
  return found;
}

type Whom = Group & { readonly members: readonly string[] };

/** Who is asked, in one statement: those named, all of whom must be at work here, or everybody of the group. */
export async function readWhom(db: Writer, organisation: string, { members, ...group }: Whom) {
  const named = members.length > 0;
  const found = findGroup(db, organisation, named ? { access: 'all' } : group);
  const asked = await (named ? found.where('m.id', 'in', members) : found)
    .select(['m.id', 'm.name', 'm.person_id'])
    .orderBy('m.name')
    .orderBy('m.id')
    .execute();
  if (asked.length === 0 || (named && asked.length < members.length))
    throw new Refused('learning_nobody', { field: 'members' });
  return asked;
}
