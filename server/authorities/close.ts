import Type from 'typebox';
import { authorityStates } from '#domain/authorities/states.ts';
import { Id, Prose, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { loadAuthority } from '#server/authorities/load.ts';
import { verb } from '#server/kernel/verb.ts';

/** It is asked for nothing more; what it stamped stays believed and is renewed by others. */
export const closeAuthority = verb({
  name: 'authority.close',
  deposits: true,
  input: Type.Object({ id: Id, version: Version, reason: Prose }),
  output: Type.Object({ version: Type.Integer() }),
  async run({ db, about, deposit }, { id, version, reason }) {
    const row = await loadAuthority(db, id, version);
    // The column's check constraint allows exactly the states of the table.
    const state = nextState(authorityStates, row.state as keyof typeof authorityStates, 'close');
    await db
      .updateTable('authorities')
      .set({ state, failing_since: null, failure: null, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    about({ row: id, data: { name: row.name, reason } });
    deposit({ row: id, facts: { name: row.name, reason } });
    return { version: version + 1 };
  },
});
