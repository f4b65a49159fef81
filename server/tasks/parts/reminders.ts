import { sql } from 'kysely';
import { daysBetween } from '#domain/clock.ts';
import { reminderText } from '#domain/tasks/deadlines.ts';
import { newId } from '#server/kernel/id.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

/** A running clock of a part that belongs to an organisation. */
export type Open = {
  deadline: string;
  org_id: string;
  programme_id: string;
  path: string;
  due_on: string;
  title: string;
};

/** Writes reminders, at most one a deadline and day, and counts those written and those that had been written today. */
export async function sendReminders(
  { db, actor, now, today }: Pick<VerbContext, 'db' | 'actor' | 'now' | 'today'>,
  open: readonly Open[],
  message?: string,
): Promise<{ sent: number; already: number }> {
  const by = actor.kind === 'person' ? actor.person : null;
  let sent = 0;
  for (let start = 0; start < open.length; start += 5_000) {
    const rows = open.slice(start, start + 5_000).map(({ deadline, org_id, programme_id, path, due_on, title }) => ({
      id: newId(),
      deadline_id: deadline,
      programme_id,
      path,
      org_id,
      message: message ?? reminderText(title, daysBetween(today, due_on)),
    }));
    const written = await sql<{ id: string }>`
      insert into reminders (id, deadline_id, programme_id, path, org_id, message, sent_by, sent_on, sent_at)
      select n.id, n.deadline_id, n.programme_id, n.path, n.org_id, n.message, ${by}::uuid, ${today}::date, ${now.toISOString()}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, deadline_id uuid, programme_id uuid, path text, org_id uuid, message text)
       where not exists (select 1 from reminders r where r.deadline_id = n.deadline_id and r.sent_on = ${today}::date)
      on conflict do nothing returning id`.execute(db);
    sent += written.rows.length;
  }
  return { sent, already: open.length - sent };
}
