import Type from 'typebox';
import { Id, Prose, Version } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadMeeting } from '#server/meetings/load.ts';

/** The meeting does not take place, or was written by mistake; the reason is kept in the record of acts (C06). */
export const cancelMeeting = verb({
  name: 'meeting.cancel',
  input: Type.Object({ id: Id, version: Version, reason: Prose }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, reason }) {
    const { meeting, state } = await loadMeeting(ctx, { id, version, act: 'cancel' });
    await ctx.db
      .updateTable('meetings')
      .set({ state, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, programme: meeting.programme_id, path: meeting.path, data: { reason } });
    return { version: version + 1 };
  },
});
