import { sql } from 'kysely';
import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';

/** Which clock: a row of a noun, and the kind that domain/<noun>/deadlines.ts names. */
export type Clock = { readonly noun: string; readonly row: string; readonly kind: string };

export type Start = Clock & {
  readonly org: string | null;
  readonly programme: string | null;
  readonly path: string;
  readonly title: string;
  readonly due: string;
  /** Whose own duty it is, of an organisation's; nobody's in particular when absent. */
  readonly person?: string | null;
};

/** 300 characters at most; a pair of surrogates is never halved. */
const shortened = (title: string): string => title.slice(0, 300).toWellFormed();

/** Starts a clock, or sets it again to a new day. A day in the past is allowed: the row is late at once, and says so. */
export async function startDeadline(db: Writer, start: Start): Promise<void> {
  const { noun, row, kind, org, programme, path, title, due, person = null } = start;
  await db
    .insertInto('deadlines')
    .values({
      id: newId(),
      noun,
      row_id: row,
      kind,
      org_id: org,
      programme_id: programme,
      path,
      title: shortened(title),
      due_on: due,
      person_id: person,
    })
    .onConflict((conflict) =>
      conflict.columns(['noun', 'row_id', 'kind']).doUpdateSet({
        org_id: org,
        person_id: person,
        due_on: due,
        title: shortened(title),
        met_at: null,
        stopped_at: null,
      }),
    )
    .execute();
}

/** Many clocks at once, in one statement: what startDeadline does to each. */
export async function startDeadlines(db: Writer, starts: readonly Start[]): Promise<void> {
  if (starts.length === 0) return;
  const rows = starts.map(({ row, org, programme, due, title, person = null, ...start }) => ({
    id: newId(),
    ...start,
    row_id: row,
    org_id: org,
    programme_id: programme,
    due_on: due,
    person_id: person,
    title: shortened(title),
  }));
  await sql`
    insert into deadlines (id, noun, row_id, kind, org_id, person_id, programme_id, path, title, due_on)
    select id, noun, row_id, kind, org_id, person_id, programme_id, path, title, due_on
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as n(id uuid, noun text, row_id uuid, kind text, org_id uuid, person_id uuid, programme_id uuid, path text, title text, due_on date)
    on conflict (noun, row_id, kind) do update set org_id = excluded.org_id, person_id = excluded.person_id, due_on = excluded.due_on, title = excluded.title,
      met_at = null, stopped_at = null`.execute(db);
}

/** The thing was done; `now` tells whether in time. */
export const meetDeadline = (db: Writer, clock: Clock, now: Date): Promise<void> => meetDeadlines(db, [clock], now);

/** The thing need not be done any more. */
export const stopDeadline = (db: Writer, clock: Clock, now: Date): Promise<void> => stopDeadlines(db, [clock], now);

/** A thing that was done or stopped must be done after all. */
export const resumeDeadline = (db: Writer, clock: Clock): Promise<void> => resumeDeadlines(db, [clock]);

/** Many clocks at once, in one statement: what meetDeadline does to each. */
export const meetDeadlines = (db: Writer, clocks: readonly Clock[], now: Date): Promise<void> =>
  mark(db, clocks, { met_at: now.toISOString() });

export const stopDeadlines = (db: Writer, clocks: readonly Clock[], now: Date): Promise<void> =>
  mark(db, clocks, { stopped_at: now.toISOString() });

export const resumeDeadlines = (db: Writer, clocks: readonly Clock[]): Promise<void> =>
  mark(db, clocks, { met_at: null, stopped_at: null });

async function mark(
  db: Writer,
  clocks: readonly Clock[],
  set: { met_at?: string | null; stopped_at?: string | null },
): Promise<void> {
  if (clocks.length === 0) return;
  await db
    .updateTable('deadlines')
    .set(set)
    // Three lists, however many clocks: a statement takes 65,535 values.
    .where(
      sql<boolean>`(noun, row_id, kind) in (select * from unnest(
        ${clocks.map(({ noun }) => noun)}::text[], ${clocks.map(({ row }) => row)}::uuid[], ${clocks.map(({ kind }) => kind)}::text[]))`,
    )
    .execute();
}
