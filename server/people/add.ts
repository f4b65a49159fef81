import Type from 'typebox';
import { Login } from '#domain/accounts/schema.ts';
import { newPost } from '#domain/people/schema.ts';
import { Id, Line } from '#domain/schema.ts';
import { insertPerson } from '#server/accounts/load.ts';
import { verb } from '#server/kernel/verb.ts';
import { givePost } from '#server/people/posts.ts';

/** A person with a first post. They sign in after account.invite has given them a link. */
export const addPerson = verb({
  name: 'person.add',
  input: Type.Object({ name: Line, login: Login, phone: Type.Optional(Type.String({ maxLength: 30 })), ...newPost }),
  output: Type.Object({ id: Id }),
  async run({ db, today, about }, { name, login, phone, ...post }) {
    const id = await insertPerson(db, { name, login, phone });
    const { path } = await givePost(db, { person: id, today, ...post });
    about({ row: id, path, data: { organisation: post.organisation, roles: post.roles } });
    return { id };
  },
});
