import Type from 'typebox';
import { addDays } from '#domain/clock.ts';
import { ById } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadPerson } from '#server/people/load.ts';

/** A person leaves: posts end and every session stops with its next request (humi_open asks for active people). */
export const personLeaves = verb({
  name: 'person.leave',
  input: ById,
  output: Type.Object({}),
  async run({ db, today, about }, { id }) {
    const person = await loadPerson(db, id);
    await db
      .updateTable('people')
      .set({ state: 'left', version: person.version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await db
      .updateTable('posts')
      .set({ to_on: addDays(today, -1) })
      .where('person_id', '=', id)
      .where('to_on', 'is', null)
      .execute();
    about({ row: id });
    return {};
  },
});
