import type { Role } from '#domain/glossary.ts';
import { checkRoles } from '#domain/people/rules.ts';
import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';

type Wanted = {
  person: string;
  organisation: string;
  title: string;
  unit?: string;
  roles: readonly Role[];
  today: string;
};

/** Gives a person a post after the separation of duties was checked over all posts they hold. */
export async function givePost(
  db: Writer,
  { person, organisation, title, unit, roles, today }: Wanted,
): Promise<{ id: string; path: string }> {
  const place = await db
    .selectFrom('organisations')
    .select('path')
    .where('id', '=', organisation)
    .where('state', '=', 'active')
    .executeTakeFirst();
  if (!place) throw new Refused('not_found', { noun: 'organisation', field: 'organisation' });
  const held = await db
    .selectFrom('posts')
    .select('roles')
    .where('person_id', '=', person)
    .where((on) => on.or([on('to_on', 'is', null), on('to_on', '>=', today)]))
    .execute();
  checkRoles([...held.flatMap((post) => post.roles), ...roles]);
  const id = newId();
  await db
    .insertInto('posts')
    .values({
      id,
      person_id: person,
      org_id: organisation,
      path: place.path,
      title,
      unit: unit ?? null,
      roles: [...roles],
      from_on: today,
    })
    .execute();
  return { id, path: place.path };
}
