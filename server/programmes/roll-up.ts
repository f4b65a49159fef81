import { sql } from 'kysely';
import Type from 'typebox';
import { addDays } from '#domain/clock.ts';
import type { Writer } from '#server/db/open.ts';
import { type FollowUp, verb } from '#server/kernel/verb.ts';

/** Days before a due date from which a task counts as due soon (rule row reminder.days holds the same default). */
export const soonDays = 7;

/** After any act on a programme the door refreshes its one row of counts, in the same transaction. */
export const rollUpAfter: FollowUp = async ({ db, today }, { programme }) => {
  if (programme !== undefined) await rollUp(db, today, programme);
};

/** Every night the counts that depend on the day itself (late, due soon) are made anew for all programmes. */
export const rollUpProgrammes = verb({
  name: 'programme.roll-up',
  input: Type.Object({}),
  output: Type.Object({}),
  async run({ db, today }) {
    await rollUp(db, today);
    return {};
  },
});

async function rollUp(db: Writer, today: string, programme?: string): Promise<void> {
  const only = programme === undefined ? sql`true` : sql`p.id = ${programme}`;
  await sql`
    insert into programme_rollups (programme_id, org_id, division_code, path, province_code, city_code, title, state, from_on, to_on,
      tasks, confirmed, reported, late, due_soon, targets, targets_met, computed_on)
    select p.id, p.org_id, p.division_code, p.path, p.province_code, p.city_code, p.title, p.state, p.from_on, p.to_on,
      count(t.id) filter (where t.state <> 'cancelled'),
      count(t.id) filter (where t.state = 'confirmed'),
      count(t.id) filter (where t.state = 'reported'),
      count(t.id) filter (where t.state in ('assigned', 'reported') and t.due_on < ${today}),
      count(t.id) filter (where t.state in ('assigned', 'reported') and t.due_on between ${today} and ${addDays(today, soonDays)}),
      coalesce((select count(*) from targets g where g.programme_id = p.id and g.parent_id is null and g.state = 'active'), 0),
      coalesce((select count(*) from targets g join target_values v on v.target_id = g.id
         and v.day = (select max(day) from target_values w where w.target_id = g.id)
        where g.programme_id = p.id and g.parent_id is null and g.state = 'active' and coalesce(v.overridden, v.computed) >= g.value and g.comparison <> 'at_most'), 0),
      ${today}
    from programmes p left join tasks t on t.programme_id = p.id
    where ${only}
    group by p.id
    on conflict (programme_id) do update set title = excluded.title, state = excluded.state, from_on = excluded.from_on,
      to_on = excluded.to_on, tasks = excluded.tasks, confirmed = excluded.confirmed, reported = excluded.reported, late = excluded.late,
      due_soon = excluded.due_soon, targets = excluded.targets, targets_met = excluded.targets_met, computed_on = excluded.computed_on`.execute(db);
}
