import { sql } from 'kysely';
import type { Writer } from '#server/db/open.ts';
import { startDeadline, stopDeadline } from '#server/kernel/deadlines.ts';

type Visit = {
  readonly id: string;
  readonly enterprise_id: string;
  readonly enterprise_name: string;
  readonly org_id: string;
  readonly path: string;
};

/** What the visiting organisation keeps for itself; null takes it away. */
export async function keepNote(db: Writer, { id, org_id, path }: Visit, note: string | null): Promise<void> {
  const text = note ?? '';
  await db
    .insertInto('visit_notes')
    .values({ visit_id: id, org_id, path, note: text })
    .onConflict((conflict) => conflict.column('visit_id').doUpdateSet({ note: text }))
    .execute();
}

/** The next visit is a duty of the visiting organisation; without a day it is none. */
export async function keepNext(db: Writer, visit: Visit, { next_on, now }: { next_on: string | null; now: Date }) {
  const clock = { noun: 'visit', row: visit.id, kind: 'visit.next' };
  if (next_on === null) return stopDeadline(db, clock, now);
  const title = `走访${visit.enterprise_name}`;
  return startDeadline(db, { ...clock, org: visit.org_id, programme: null, path: '', title, due: next_on });
}

/** This visit is the next one that earlier ones of my organisation to this firm had set. */
export async function meetEarlier(db: Writer, { id, enterprise_id, org_id }: Visit, now: Date): Promise<void> {
  await db
    .updateTable('deadlines')
    .set({ met_at: now.toISOString() })
    .where('noun', '=', 'visit')
    .where('kind', '=', 'visit.next')
    .where('org_id', '=', org_id)
    .where('met_at', 'is', null)
    .where('row_id', 'in', (from) =>
      from.selectFrom('visits').select('id').where('enterprise_id', '=', enterprise_id).where('id', '<>', id),
    )
    .execute();
}

/** The day of the firm's last visit, for the lists that choose whom to visit next. */
export async function keepLastDay(db: Writer, enterprise: string): Promise<void> {
  await sql`
    update enterprises e set visited_on = v.last
      from (select max(visited_on) as last from visits where enterprise_id = ${enterprise} and state = 'recorded') v
     where e.org_id = ${enterprise} and e.visited_on is distinct from v.last`.execute(db);
}
