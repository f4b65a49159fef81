import { sql } from 'kysely';
import { addDays } from '#domain/clock.ts';
import type { PlannedLeave, PlannedMove } from '#domain/members/plan.ts';
import { checkLastOfficer, needsChangeKit } from '#domain/members/rules.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { startKits } from '#server/members/kits.ts';
import { otherOfficers } from '#server/members/load.ts';

type Kits = ReadonlyMap<string, string>;

/** Other posts for many people in a few statements, with the lists of the change. Answers the lists by member. */
export async function movePosts(
  { db, now }: VerbContext,
  organisation: string,
  { moves, from }: { readonly moves: readonly PlannedMove[]; readonly from: string },
): Promise<Kits> {
  await sql`update members m set department = n.department, post = n.post, access = n.access, version = m.version + 1
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as n (member uuid, department text, post text, access text)
    where m.id = n.member and m.org_id = ${organisation}`.execute(db);
  const touched = moves.filter(({ before, access }) => needsChangeKit(before, access));
  const people = touched.map(({ member, access }) => ({ member, access, from }));
  return startKits(db, { kind: 'change', organisation, people }, now);
}

type Posts = { readonly person_id: string | null; readonly officer: boolean };

/**
 * Many people leave: their posts in this firm end with the last day, at once when it is today or past; open links to
 * join stop working, the exit lists start (D8, D9). Refuses last_officer.
 */
export async function letLeave(
  { db, now, today }: VerbContext,
  organisation: string,
  leavers: readonly PlannedLeave[],
): Promise<Kits> {
  const given = JSON.stringify(leavers);
  const { rows } =
    await sql<Posts>`update members m set state = 'leaving', left_on = n.last_day, version = m.version + 1
    from jsonb_to_recordset(${given}::jsonb) as n (member uuid, last_day date)
    where m.id = n.member and m.org_id = ${organisation} returning m.person_id, m.officer`.execute(db);
  const people = rows.flatMap(({ person_id }) => person_id ?? []);
  const officers = rows.some(({ officer, person_id }) => officer && person_id !== null);
  checkLastOfficer(officers, officers ? await otherOfficers(db, { organisation, people, today }) : 0);
  await sql`select humi_end_posts(${organisation}::uuid, m.person_id,
      case when n.last_day > ${today}::date then n.last_day else ${addDays(today, -1)}::date end)
    from jsonb_to_recordset(${given}::jsonb) as n (member uuid, last_day date) join members m on m.id = n.member
    where m.org_id = ${organisation} and m.person_id is not null`.execute(db);
  await db
    .updateTable('member_links')
    .set({ expires_at: now.toISOString() })
    .where((row) => row('member_id', '=', row.fn.any(row.val(leavers.map(({ member }) => member)))))
    .where('used_at', 'is', null)
    .execute();
  const starting = leavers.map(({ member, access, last_day: from }) => ({ member, access, from }));
  return startKits(db, { kind: 'exit', organisation, people: starting }, now);
}
