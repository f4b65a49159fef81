import Type from 'typebox';
import { programmeStates } from '#domain/programmes/states.ts';
import { Id, Prose, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { verb } from '#server/kernel/verb.ts';
import { lockOwnProgramme } from './load.ts';

/** Ends a programme: every clock of it that still runs stops, and nothing in it can be done until it is reopened. */
export const closeProgramme = verb({
  name: 'programme.close',
  deposits: true,
  input: Type.Object({ id: Id, version: Version, reason: Type.Optional(Prose) }),
  output: Type.Object({ id: Id, version: Type.Integer(), stopped: Type.Integer() }),
  async run(ctx, { id, version, reason }) {
    const programme = await lockOwnProgramme(ctx, { id, version });
    const state = nextState(programmeStates, 'running', 'close');
    const closed_at = ctx.now.toISOString();
    const { numUpdatedRows } = await ctx.db
      .updateTable('deadlines')
      .set({ stopped_at: closed_at })
      .where('programme_id', '=', id)
      .where('met_at', 'is', null)
      .where('stopped_at', 'is', null)
      .executeTakeFirstOrThrow();
    await ctx.db
      .updateTable('programmes')
      .set({ state, closed_at, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const stopped = Number(numUpdatedRows);
    ctx.about({ row: id, programme: id, path: programme.path, data: { stopped, reason: reason ?? null } });
    ctx.deposit({ row: id, facts: { title: programme.title, reason: reason ?? null } });
    return { id, version: version + 1, stopped };
  },
});
