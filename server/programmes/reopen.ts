import Type from 'typebox';
import { programmeStates } from '#domain/programmes/states.ts';
import { Id, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { verb } from '#server/kernel/verb.ts';
import { lockOwnProgramme } from './load.ts';

/** A closed programme runs again: exactly the clocks that its closing stopped go on. */
export const reopenProgramme = verb({
  name: 'programme.reopen',
  deposits: true,
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ id: Id, version: Type.Integer(), resumed: Type.Integer() }),
  async run(ctx, { id, version }) {
    const programme = await lockOwnProgramme(ctx, { id, version, state: 'closed' });
    const state = nextState(programmeStates, 'closed', 'reopen');
    const { numUpdatedRows } = await ctx.db
      .updateTable('deadlines')
      .set({ stopped_at: null })
      .where('programme_id', '=', id)
      .where('stopped_at', '=', programme.closed_at)
      .executeTakeFirstOrThrow();
    await ctx.db
      .updateTable('programmes')
      .set({ state, closed_at: null, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const resumed = Number(numUpdatedRows);
    ctx.about({ row: id, programme: id, path: programme.path, data: { resumed } });
    ctx.deposit({ row: id, facts: { title: programme.title } });
    return { id, version: version + 1, resumed };
  },
});
