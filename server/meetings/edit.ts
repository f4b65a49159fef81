import Type from 'typebox';
import { meetingFields } from '#domain/meetings/schema.ts';
import { Id, Version } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadMeeting } from '#server/meetings/load.ts';
import { keepUnits } from '#server/meetings/parts/units.ts';

/** Changes date, agenda, place or who is invited, until the minutes are final (C06). */
export const editMeeting = verb({
  name: 'meeting.edit',
  input: Type.Object({ id: Id, version: Version, ...meetingFields }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, units, title, ...fields }) {
    const { meeting } = await loadMeeting(ctx, { id, version, act: 'edit' });
    const invited = await keepUnits(ctx.db, meeting, units);
    await ctx.db
      .updateTable('meetings')
      .set({ ...fields, title: title.trim(), version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const { programme_id: programme, path } = meeting;
    ctx.about({ row: id, programme, path, data: { held_on: fields.held_on, invited } });
    return { version: version + 1 };
  },
});
