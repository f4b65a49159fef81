import Type from 'typebox';
import { meetingFields } from '#domain/meetings/schema.ts';
import { Id } from '#domain/schema.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { keepUnits } from '#server/meetings/parts/units.ts';
import { loadOwnProgramme } from '#server/programmes/load.ts';

/** The lead office plans a meeting: kind, date, agenda, place, invited units (C06). */
export const addMeeting = verb({
  name: 'meeting.add',
  input: Type.Object({ programme: Id, ...meetingFields }),
  output: Type.Object({ id: Id, version: Type.Integer() }),
  async run(ctx, { programme, units, title, ...fields }) {
    const { id: programme_id, path } = await loadOwnProgramme(ctx, programme);
    const id = newId();
    await ctx.db
      .insertInto('meetings')
      .values({ id, programme_id, path, ...fields, title: title.trim(), created_at: ctx.now.toISOString() })
      .execute();
    const invited = await keepUnits(ctx.db, { id, programme_id, path }, units);
    ctx.about({
      row: id,
      programme: programme_id,
      path,
      data: { kind: fields.kind, held_on: fields.held_on, invited },
    });
    return { id, version: 1 };
  },
});
