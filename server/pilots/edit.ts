import Type from 'typebox';
import { PilotState, pilotFields } from '#domain/pilots/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id, Version } from '#domain/schema.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { endIdleShares, lockOwnProgramme } from '#server/programmes/load.ts';
import { pilotColumns } from './fields/check.ts';

/** Changes a pilot, its guiding contact, or whether it still runs (C13). */
export const editPilot = verb({
  name: 'pilot.edit',
  input: Type.Object({ id: Id, version: Version, ...pilotFields, state: PilotState }),
  output: Type.Object({ id: Id, version: Type.Integer() }),
  async run(ctx, { id, version, state, ...fields }) {
    const { path } = await lockOwnProgramme(ctx, { id: await programmeOf(ctx, id) });
    const pilot = await load(ctx, id);
    if (pilot.version !== version) throw new Refused('changed_meanwhile', { version: pilot.version });
    const columns = await pilotColumns(ctx.db, pilot.programme_id, fields);
    await ctx.db
      .updateTable('pilots')
      .set({ ...columns, state, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await endIdleShares(ctx, pilot.programme_id, [pilot.org_id, pilot.guiding_org]);
    ctx.about({ row: id, programme: pilot.programme_id, path, data: { state } });
    return { id, version: version + 1 };
  },
});

async function programmeOf({ db }: VerbContext, id: string): Promise<string> {
  const row = await db.selectFrom('pilots').select('programme_id').where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'pilot' });
  return row.programme_id;
}

async function load({ db }: VerbContext, id: string) {
  const row = await db.selectFrom('pilots').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'pilot' });
  return row;
}
