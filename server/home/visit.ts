import { sql } from 'kysely';
import Type from 'typebox';
import { addDays } from '#domain/clock.ts';
import { soonDays } from '#domain/tasks/rules.ts';
import { verb } from '#server/kernel/verb.ts';
import { organisationOf } from '#server/programmes/load.ts';

/**
 * Remembers when a person looked at the home page: what changed is told from then on. The first look of a day also
 * counts the targets of the organisation's programmes that nobody has counted yet (the server was off at night).
 */
export const visitHome = verb({
  name: 'home.visit',
  input: Type.Object({}),
  output: Type.Object({ seen_at: Type.String() }),
  async run(ctx) {
    const { db, now, today } = ctx;
    const { person, organisation } = organisationOf(ctx.actor);
    const seen_at = now.toISOString();
    await db
      .insertInto('home_visits')
      .values({ person_id: person, org_id: organisation, seen_at })
      .onConflict((conflict) => conflict.columns(['person_id', 'org_id']).doUpdateSet({ seen_at }))
      .execute();
    await sql`
      select humi_roll_up(p.id, ${today}::date, ${addDays(today, soonDays)}::date)
        from programmes p cross join lateral humi_snapshot(${today}::date, p.id, null)
       where p.org_id = ${organisation} and p.state = 'running' and exists (
         select 1 from targets g where g.programme_id = p.id and g.state = 'active' and not exists (
           select 1 from target_values v where v.target_id = g.id and v.day = ${today}::date))`.execute(db);
    return { seen_at };
  },
});
