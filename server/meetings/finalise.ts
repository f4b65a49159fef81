import Type from 'typebox';
import { checkMinutes } from '#domain/meetings/rules.ts';
import { Id, Version } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadMeeting } from '#server/meetings/load.ts';
import { filesOf } from '#server/meetings/parts/files.ts';
import { factsOf, resolutionsOf, unitsOf } from '#server/meetings/parts/statement.ts';
import { makeTasks } from '#server/meetings/parts/tasks.ts';

/**
 * 确认纪要: minutes and resolutions are final and deposited with the digests of their files; every resolution that names
 * who leads becomes a task of the programme (C06).
 */
export const finaliseMeeting = verb({
  name: 'meeting.finalise',
  deposits: true,
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ version: Type.Integer(), tasks: Type.Array(Id), deposit: Id }),
  async run(ctx, { id, version }) {
    const { meeting, programme, state } = await loadMeeting(ctx, { id, version, act: 'finalise' });
    const files = await filesOf(ctx.db, id, meeting.file_ids);
    checkMinutes({ minutes: meeting.minutes, files: files.length });
    const [units, resolutions] = [await unitsOf(ctx.db, id), await resolutionsOf(ctx.db, id)];
    const tasks = await makeTasks(ctx, programme.id, resolutions);
    const deposit = ctx.deposit({
      row: id,
      facts: factsOf({ meeting, programme: programme.title, units, resolutions }),
      files: files.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
    });
    const finalised_at = ctx.now.toISOString();
    await ctx.db
      .updateTable('meetings')
      .set({ state, deposit_id: deposit, finalised_at, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, programme: programme.id, path: programme.path, data: { tasks: tasks.length } });
    return { version: version + 1, tasks, deposit };
  },
});
