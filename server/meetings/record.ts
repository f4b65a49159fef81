import Type from 'typebox';
import { checkHeld } from '#domain/meetings/rules.ts';
import { minutesFields } from '#domain/meetings/schema.ts';
import { Id, Version } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadMeeting } from '#server/meetings/load.ts';
import { filesOf } from '#server/meetings/parts/files.ts';
import { keepResolutions } from '#server/meetings/parts/resolutions.ts';
import { keepAttendance } from '#server/meetings/parts/units.ts';
import { organisationOf } from '#server/programmes/load.ts';

/** 记录纪要: who came, what was said, what was resolved; as often as needed until it is final (C06). */
export const recordMeeting = verb({
  name: 'meeting.record',
  input: Type.Object({ id: Id, version: Version, ...minutesFields }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, attendance, minutes, file_ids, resolutions }) {
    const { meeting, state } = await loadMeeting(ctx, { id, version, act: 'record' });
    checkHeld(meeting.held_on, ctx.today);
    await filesOf(ctx.db, id, file_ids);
    await keepAttendance(ctx.db, id, attendance);
    await keepResolutions(ctx.db, meeting, resolutions);
    const recorded_by = organisationOf(ctx.actor).person;
    await ctx.db
      .updateTable('meetings')
      .set({ minutes: minutes?.trim() || null, file_ids, state, recorded_by, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const { programme_id: programme, path } = meeting;
    ctx.about({ row: id, programme, path, data: { resolutions: resolutions.length, files: file_ids.length } });
    return { version: version + 1 };
  },
});
