import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';
import { givePost } from '#server/people/posts.ts';

/** The person, locked; not_found when hidden, person_left when they are gone. */
export async function loadPerson(db: Writer, id: string) {
  const person = await db.selectFrom('people').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!person) throw new Refused('not_found', { noun: 'person' });
  if (person.state === 'left') throw new Refused('person_left');
  return person;
}

/** Gives a person a post, for acts of other nouns; the separation of duties is checked over all posts they hold. */
export const appointTo: typeof givePost = (db, wanted) => givePost(db, wanted);
