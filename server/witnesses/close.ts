import Type from 'typebox';
import { Id, Prose, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { witnessStates } from '#domain/witnesses/states.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadWitness } from '#server/witnesses/load.ts';

/** It is asked no more; what it signed stays believed. */
export const closeWitness = verb({
  name: 'witness.close',
  deposits: true,
  input: Type.Object({ id: Id, version: Version, reason: Prose }),
  output: Type.Object({ version: Type.Integer() }),
  async run({ db, about, deposit }, { id, version, reason }) {
    const row = await loadWitness(db, id, version);
    // The column's check constraint allows exactly the states of the table.
    const state = nextState(witnessStates, row.state as keyof typeof witnessStates, 'close');
    await db
      .updateTable('witnesses')
      .set({ state, failing_since: null, failure: null, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    about({ row: id, data: { name: row.name, reason } });
    deposit({ row: id, facts: { name: row.name, vkey: row.vkey, reason } });
    return { version: version + 1 };
  },
});
