import { sql } from 'kysely';
import Type from 'typebox';
import { daysBetween } from '#domain/clock.ts';
import { lateReminderRule, reminderRules, reminderText, remindsOn } from '#domain/tasks/deadlines.ts';
import { newId } from '#server/kernel/id.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { openDates } from './dates/open-dates.ts';

/**
 * Every morning: opens the report dates that have come within reach, and reminds the lead office of reports on the days
 * of the rule rows before a date and after it (C10). One reminder a report and day.
 */
export const remindReports = verb({
  name: 'report.remind',
  input: Type.Object({}),
  output: Type.Object({ opened: Type.Integer(), sent: Type.Integer() }),
  async run(ctx) {
    const opened = await openDates(ctx);
    const before = await numbersOf(ctx, reminderRules);
    const [lateEvery = 0] = await numbersOf(ctx, [lateReminderRule]);
    const due = (await loadDue(ctx, Math.max(0, ...before))).filter(({ due_on }) =>
      remindsOn(daysBetween(ctx.today, due_on), before, lateEvery),
    );
    for (const deadline of due) await remind(ctx, deadline);
    ctx.about({ data: { opened, sent: due.length } });
    return { opened, sent: due.length };
  },
});

/** Numbers of the rule rows in force today. */
async function numbersOf({ db, today }: VerbContext, keys: readonly string[]): Promise<number[]> {
  const rows = await db
    .selectFrom('rule_rows')
    .select(['key', 'value'])
    .where('key', 'in', keys)
    .where((row) => row.or([row('in_force_from', 'is', null), row('in_force_from', '<=', today)]))
    .where((row) => row.or([row('in_force_to', 'is', null), row('in_force_to', '>=', today)]))
    .orderBy('in_force_from')
    .execute();
  const latest = new Map(rows.map((row) => [row.key, Number(row.value)]));
  return keys.flatMap((key) => latest.get(key) ?? []);
}

type Due = { id: string; org_id: string; programme_id: string; path: string; title: string; due_on: string };

async function loadDue({ db, today }: VerbContext, ahead: number): Promise<Due[]> {
  const found = await sql<Due>`
    select d.id, d.org_id, d.programme_id, d.path, d.title, d.due_on
      from deadlines d join programmes p on p.id = d.programme_id and p.state = 'running'
     where d.noun = 'report' and d.kind = 'report.due' and d.met_at is null and d.stopped_at is null and d.org_id is not null
       and d.due_on <= ${today}::date + ${ahead}::int
       and not exists (select 1 from reminders r where r.deadline_id = d.id and r.sent_on = ${today})`.execute(db);
  return found.rows;
}

async function remind({ db, today, now }: VerbContext, { id, title, due_on, ...row }: Due): Promise<void> {
  await db
    .insertInto('reminders')
    .values({
      ...{ id: newId(), deadline_id: id, ...row, message: reminderText(title, daysBetween(today, due_on)) },
      ...{ sent_by: null, sent_on: today, sent_at: now.toISOString() },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
