import Type, { type Static } from 'typebox';
import { PilotRow, PilotState } from '#domain/pilots/schema.ts';
import { Id, paging } from '#domain/schema.ts';
import { query } from '#server/kernel/verb.ts';

/** Pilots of a programme, or of all programmes that I see (C13). */
export const listPilots = query({
  name: 'pilot.list',
  input: Type.Object({ ...paging, programme: Type.Optional(Id), state: Type.Optional(PilotState) }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(PilotRow) }),
  async run({ db }, { page = 1, size = 50, programme, state }) {
    let found = db.selectFrom('pilots as t');
    if (programme !== undefined) found = found.where('t.programme_id', '=', programme);
    if (state !== undefined) found = found.where('t.state', '=', state);
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await found
      .leftJoin('organisations as o', 'o.id', 't.org_id')
      .leftJoin('organisations as g', 'g.id', 't.guiding_org')
      .select([
        't.id',
        't.programme_id as programme',
        't.title',
        't.place',
        't.guiding_contact',
        't.from_on',
        't.to_on',
        't.state',
        't.version',
      ])
      .select([
        't.org_id as organisation',
        'o.name as organisation_name',
        't.guiding_org as guiding_organisation',
        'g.name as guiding_organisation_name',
      ])
      .orderBy('t.created_at')
      .orderBy('t.id')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    // The check constraint of the table holds exactly these states.
    return { total, rows: rows.map((row) => ({ ...row, state: row.state as Static<typeof PilotState> })) };
  },
});
