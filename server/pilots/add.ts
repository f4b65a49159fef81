import Type from 'typebox';
import { pilotFields } from '#domain/pilots/schema.ts';
import { Id } from '#domain/schema.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { lockOwnProgramme } from '#server/programmes/load.ts';
import { pilotColumns } from './fields/check.ts';

/** Adds a pilot to a programme, with its guiding contact (C13). */
export const addPilot = verb({
  name: 'pilot.add',
  input: Type.Object({ programme: Id, ...pilotFields }),
  output: Type.Object({ id: Id, version: Type.Integer() }),
  async run(ctx, { programme: programme_id, ...fields }) {
    const { path } = await lockOwnProgramme(ctx, { id: programme_id });
    const id = newId();
    const columns = await pilotColumns(ctx.db, programme_id, fields);
    await ctx.db
      .insertInto('pilots')
      .values({ id, programme_id, path, ...columns, created_at: ctx.now.toISOString() })
      .execute();
    ctx.about({ row: id, programme: programme_id, path, data: { title: fields.title } });
    return { id, version: 1 };
  },
});
