import { sql } from 'kysely';
import Type from 'typebox';
import { addDays } from '#domain/clock.ts';
import { soonDays } from '#domain/tasks/rules.ts';
import { type FollowUp, verb } from '#server/kernel/verb.ts';

/**
 * Every night the value of every target of a running programme, a few statements in all (C04); then the counts of
 * programmes and divisions, which say how many targets are met.
 */
export const snapshotTargets = verb({
  name: 'target.snapshot',
  input: Type.Object({}),
  output: Type.Object({}),
  async run({ db, today, about }) {
    const { rows } = await sql<{ programmes: number }>`
      select cardinality(humi_snapshot(${today}::date, null, null)) as programmes`.execute(db);
    await sql`select humi_roll_up_all(${today}::date, ${addDays(today, soonDays)}::date)`.execute(db);
    about({ data: { programmes: rows[0]?.programmes ?? 0 } });
    return {};
  },
});

/**
 * After an act on a programme its targets count anew (its roll-up is the next follow-up); after an act on a register of
 * a place (a row with a path and no programme) those of the programmes there and up to the city. Programmes further up
 * count every night.
 */
export const snapshotAfter: FollowUp = async ({ db, today }, { programme, path, row }) => {
  if (programme !== undefined) await sql`select humi_snapshot(${today}::date, ${programme}::uuid, null)`.execute(db);
  else if (path && row)
    await sql`
      select humi_roll_up(counted, ${today}::date, ${addDays(today, soonDays)}::date)
        from unnest(humi_snapshot(${today}::date, null, ${path})) counted`.execute(db);
};
