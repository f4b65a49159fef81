import { sql } from 'kysely';
import Type from 'typebox';
import { daysBetween } from '#domain/clock.ts';
import { Refused } from '#domain/refused.ts';
import { Id, Line } from '#domain/schema.ts';
import { lateReminderRule, reminderRules, remindsOn } from '#domain/tasks/deadlines.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { organisationOf } from '#server/programmes/load.ts';
import { ruleNumbers } from '#server/settings/load.ts';
import { matching, readingAs, TaskFilter } from '#server/tasks/list/filter.ts';
import { type Open, sendReminders } from '#server/tasks/parts/reminders.ts';

/** Tasks that one act reminds of at most. */
const mostAtOnce = 1_000;

/**
 * Reminds units of their open parts: the lead office of chosen tasks or of all that a filter finds, the system every
 * morning on the days of the rule rows before a date and after it. One reminder a deadline and day; the answer counts
 * what was sent, what had been reminded of today, and what cannot be reminded of (no date, or no organisation yet).
 */
export const remindTasks = verb({
  name: 'task.remind',
  input: Type.Object({
    ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: mostAtOnce })),
    filter: Type.Optional(Type.Object({ ...TaskFilter.properties }, { additionalProperties: false })),
    message: Type.Optional(Line),
  }),
  output: Type.Object({
    sent: Type.Integer(),
    already: Type.Integer(),
    unreachable: Type.Integer(),
    limit: Type.Integer(),
  }),
  async run(ctx, { ids, filter, message }) {
    if (ctx.actor.kind === 'system') return everyMorning(ctx);
    const { organisation } = organisationOf(ctx.actor);
    const tasks = await chosenTasks(ctx, ids, filter);
    if (tasks.length > mostAtOnce) throw new Refused('too_many_rows', { limit: mostAtOnce });
    if (ids && tasks.length !== new Set(ids).size) throw new Refused('not_found', { noun: 'task' });
    if (tasks.some((task) => task.lead_office !== organisation)) throw new Refused('not_lead_office');
    const { open, unreachable } = await openParts(
      ctx,
      tasks.map((task) => task.id),
    );
    const { sent, already } = await sendReminders(ctx, open, message);
    const [first, ...more] = new Set(tasks.map((task) => task.programme_id));
    ctx.about({
      ...(first !== undefined && more.length === 0 ? { programme: first } : {}),
      data: { tasks: tasks.length, sent },
    });
    return { sent, already, unreachable, limit: mostAtOnce };
  },
});

type Chosen = { id: string; programme_id: string; lead_office: string };

/** One more than the limit, so that an excess is told and never cut. Running programmes only. */
async function chosenTasks(
  ctx: VerbContext,
  ids: readonly string[] | undefined,
  filter: Parameters<typeof matching>[0] | undefined,
): Promise<Chosen[]> {
  if (ids === undefined && filter === undefined) throw new Refused('invalid', { field: 'ids', rule: 'required' });
  const { mine, ...rest } = filter ?? {};
  const chosen = ids ? sql<boolean>`t.id = any (${ids}::uuid[])` : matching(rest, readingAs(ctx, mine));
  const { rows } = await sql<Chosen>`
    select t.id, t.programme_id, p.org_id as lead_office from tasks t join programmes p on p.id = t.programme_id
     where p.state = 'running' and ${chosen} limit ${mostAtOnce + 1}`.execute(ctx.db);
  return rows;
}

async function openParts(
  { db }: VerbContext,
  tasks: readonly string[],
): Promise<{ open: Open[]; unreachable: number }> {
  const { rows } = await sql<Open & { deadline: string | null; org_id: string | null }>`
    select d.id as deadline, x.org_id, x.programme_id, x.path, d.due_on, d.title
      from parts x left join deadlines d on d.noun = 'part' and d.row_id = x.id and d.kind = 'task.due' and d.met_at is null and d.stopped_at is null
     where x.task_id = any (${tasks}::uuid[]) and x.state = 'assigned'`.execute(db);
  const open = rows.filter((row): row is Open => row.deadline !== null && row.org_id !== null);
  return { open, unreachable: rows.length - open.length };
}

async function everyMorning(
  ctx: VerbContext,
): Promise<{ sent: number; already: number; unreachable: number; limit: number }> {
  const { db, today } = ctx;
  const before = await ruleNumbers(db, reminderRules, today);
  const [lateEvery = 0] = await ruleNumbers(db, [lateReminderRule], today);
  const { rows } = await sql<Open>`
    select d.id as deadline, d.org_id, d.programme_id, d.path, d.due_on, d.title
      from deadlines d join programmes p on p.id = d.programme_id and p.state = 'running'
     where d.noun = 'part' and d.kind = 'task.due' and d.met_at is null and d.stopped_at is null and d.org_id is not null
       and d.due_on <= ${today}::date + ${Math.max(0, ...before)}::int`.execute(db);
  const due = rows.filter((row) => remindsOn(daysBetween(today, row.due_on), before, lateEvery));
  const { sent, already } = await sendReminders(ctx, due);
  ctx.about({ data: { sent } });
  return { sent, already, unreachable: 0, limit: mostAtOnce };
}
