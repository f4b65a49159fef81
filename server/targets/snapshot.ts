import { sql } from 'kysely';
import Type from 'typebox';
import { type FollowUp, verb } from '#server/kernel/verb.ts';

/** Every night, before the roll-up: the value of every target of a running programme, a few statements in all (C04). */
export const snapshotTargets = verb({
  name: 'target.snapshot',
  input: Type.Object({}),
  output: Type.Object({}),
  async run({ db, today, about }) {
    const { rows } = await sql<{
      targets: number;
    }>`select humi_snapshot(${today}::date, null, null) as targets`.execute(db);
    about({ data: { targets: rows[0]?.targets ?? 0 } });
    return {};
  },
});

/**
 * After an act on a programme its targets count anew; after an act on a register of a place (a row with a path and no
 * programme) those of the programmes there and up to the city. Programmes further up count every night.
 */
export const snapshotAfter: FollowUp = async ({ db, today }, { programme, path, row }) => {
  if (programme !== undefined) await sql`select humi_snapshot(${today}::date, ${programme}::uuid, null)`.execute(db);
  else if (path && row) await sql`select humi_snapshot(${today}::date, null, ${path})`.execute(db);
};
