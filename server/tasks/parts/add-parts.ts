import { sql } from 'kysely';
import { taskClocks } from '#domain/tasks/deadlines.ts';
import type { Writer } from '#server/db/open.ts';
import { startDeadlines } from '#server/kernel/deadlines.ts';
import { newId } from '#server/kernel/id.ts';
import type { Unit } from '#server/tasks/parts/units.ts';

export type NewPart = Unit & {
  readonly task_id: string;
  readonly programme_id: string;
  readonly path: string;
  readonly role: 'lead' | 'supporting';
  readonly due_on: string | null;
  readonly title: string;
};

/**
 * Gives units their parts of tasks, in few statements however many they are. A unit that had been taken off the same
 * task gets its part back. Each organisation gets its share of the programme, each dated part its clock.
 */
export async function addParts(db: Writer, wanted: readonly NewPart[]): Promise<void> {
  const parts = [...new Map(wanted.map((part) => [keyOf(part), part])).values()].map((part) => ({
    id: newId(),
    ...part,
  }));
  for (let start = 0; start < parts.length; start += 5_000) {
    const some = parts.slice(start, start + 5_000);
    const written = await sql<{ id: string; task_id: string; unit_name: string; role: string }>`
      insert into parts (id, task_id, programme_id, path, org_id, unit_name, group_name, role, due_on)
      select id, task_id, programme_id, path, org_id, unit_name, group_name, role, due_on
        from jsonb_to_recordset(${JSON.stringify(some)}::jsonb)
          as n(id uuid, task_id uuid, programme_id uuid, path text, org_id uuid, unit_name text, group_name text, role text, due_on date)
      on conflict (task_id, unit_name, role) do update set state = 'assigned', org_id = excluded.org_id, due_on = excluded.due_on,
        reported_at = null, confirmed_at = null, version = parts.version + 1
        where parts.state = 'cancelled'
      returning id, task_id, unit_name, role`.execute(db);
    const idOf = new Map(written.rows.map((row) => [keyOf(row), row.id]));
    await startDeadlines(
      db,
      some.flatMap((part) => {
        const row = idOf.get(keyOf(part));
        if (row === undefined || part.due_on === null) return [];
        return [
          {
            ...taskClocks.due,
            row,
            org: part.org_id,
            programme: part.programme_id,
            path: part.path,
            title: part.title,
            due: part.due_on,
          },
        ];
      }),
    );
  }
  for (const programme of new Set(parts.map((part) => part.programme_id))) {
    await shareWith(
      db,
      programme,
      parts.flatMap((part) => (part.programme_id === programme && part.org_id !== null ? [part.org_id] : [])),
    );
  }
}

/** What makes a part one: a unit named twice in one request gets one part. */
const keyOf = ({ task_id, role, unit_name }: { task_id: string; role: string; unit_name: string }): string =>
  `${task_id}/${role}/${unit_name}`;

/** Whoever has a part sees the programme. A share that had ended runs again. */
export async function shareWith(db: Writer, programme: string, organisations: readonly string[]): Promise<void> {
  // In one order, so that two acts never wait for each other's shares.
  const orgs = [...new Set(organisations)].sort();
  if (orgs.length === 0) return;
  await db
    .insertInto('shares')
    .values(orgs.map((org_id) => ({ noun: 'programme', row_id: programme, org_id })))
    .onConflict((conflict) => conflict.columns(['org_id', 'noun', 'row_id']).doUpdateSet({ to_on: null }))
    .execute();
}
