import Type from 'typebox';
import { addDays } from '#domain/clock.ts';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';

/** Ends a post as of yesterday, so that sessions acting in it lose it with their next request. */
export const dismissPerson = verb({
  name: 'person.dismiss',
  input: Type.Object({ id: Id, post: Id }),
  output: Type.Object({}),
  async run({ db, today, about }, { id, post }) {
    const ended = await db
      .updateTable('posts')
      .set({ to_on: addDays(today, -1) })
      .where('id', '=', post)
      .where('person_id', '=', id)
      .where('to_on', 'is', null)
      .returning(['org_id', 'path'])
      .executeTakeFirst();
    if (!ended) throw new Refused('not_found', { noun: 'post' });
    about({ row: id, path: ended.path, data: { post, organisation: ended.org_id } });
    return {};
  },
});
