import Type from 'typebox';
import { Login } from '#domain/accounts/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id, Line, orNull, Version } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadPerson } from '#server/people/load.ts';

export const editPerson = verb({
  name: 'person.edit',
  input: Type.Object({
    id: Id,
    version: Version,
    name: Line,
    login: Login,
    phone: orNull(Type.String({ maxLength: 30 })),
  }),
  output: Type.Object({ version: Type.Integer() }),
  async run({ db, about }, { id, version, name, login, phone }) {
    const person = await loadPerson(db, id);
    if (person.version !== version) throw new Refused('changed_meanwhile', { version: person.version });
    const taken = await db
      .selectFrom('people')
      .select('id')
      .where('login', '=', login)
      .where('id', '!=', id)
      .executeTakeFirst();
    if (taken) throw new Refused('login_taken', { field: 'login', login });
    await db
      .updateTable('people')
      .set({ name, login, phone, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    about({ row: id });
    return { version: version + 1 };
  },
});
