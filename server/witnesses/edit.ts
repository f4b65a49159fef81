import Type from 'typebox';
import { Id, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { witnessFields } from '#domain/witnesses/schema.ts';
import { witnessStates } from '#domain/witnesses/states.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadWitness } from '#server/witnesses/load.ts';

const { name: Name, url: Url } = witnessFields;

/** Another name or address; its key is what it is, another key is another witness. It is asked again at once. */
export const editWitness = verb({
  name: 'witness.edit',
  deposits: true,
  input: Type.Object({ id: Id, version: Version, name: Name, url: Url }),
  output: Type.Object({ version: Type.Integer() }),
  async run({ db, about, deposit }, { id, version, name, url }) {
    const row = await loadWitness(db, id, version);
    // The column's check constraint allows exactly the states of the table.
    nextState(witnessStates, row.state as keyof typeof witnessStates, 'edit');
    await db
      .updateTable('witnesses')
      .set({ name: name.trim(), url: url.replace(/\/+$/, ''), failing_since: null, failure: null })
      .set({ version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    about({ row: id, data: { name, url } });
    deposit({ row: id, facts: { name, vkey: row.vkey, url } });
    return { version: version + 1 };
  },
});
