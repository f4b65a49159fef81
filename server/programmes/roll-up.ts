import { sql } from 'kysely';
import Type from 'typebox';
import { addDays } from '#domain/clock.ts';
import { soonDays } from '#domain/tasks/rules.ts';
import { type FollowUp, verb } from '#server/kernel/verb.ts';

/** After any act on a programme the door refreshes its one row of counts, and its divisions', in the same transaction. */
export const rollUpAfter: FollowUp = async ({ db, today }, { programme }) => {
  if (programme === undefined) return;
  await sql`select humi_roll_up(${programme}::uuid, ${today}::date, ${addDays(today, soonDays)}::date)`.execute(db);
};

/** Every night the counts that depend on the day itself (late, due soon) are made anew for all programmes. */
export const rollUpProgrammes = verb({
  name: 'programme.roll-up',
  input: Type.Object({}),
  output: Type.Object({}),
  async run({ db, today, about }) {
    const { rows } = await sql<{ programmes: number }>`
      select humi_roll_up_all(${today}::date, ${addDays(today, soonDays)}::date) as programmes`.execute(db);
    about({ data: { programmes: rows[0]?.programmes ?? 0 } });
    return {};
  },
});
