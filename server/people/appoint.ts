import Type from 'typebox';
import { newPost } from '#domain/people/schema.ts';
import { Id } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadPerson } from '#server/people/load.ts';
import { givePost } from '#server/people/posts.ts';

/** One more post for a person; one person may hold several. */
export const appointPerson = verb({
  name: 'person.appoint',
  input: Type.Object({ id: Id, ...newPost }),
  output: Type.Object({ post: Id }),
  async run({ db, today, about }, { id, ...post }) {
    await loadPerson(db, id);
    const given = await givePost(db, { person: id, today, ...post });
    about({ row: id, path: given.path, data: { post: given.id, organisation: post.organisation, roles: post.roles } });
    return { post: given.id };
  },
});
