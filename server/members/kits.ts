import { sql } from 'kysely';
import type { KitKind, Whom } from '#domain/members/kits.ts';
import { kitDue, planSteps } from '#domain/members/rules.ts';
import type { AccessLevel } from '#domain/members/schema.ts';
import { kitWords } from '#domain/members/words.ts';
import type { Writer } from '#server/db/open.ts';
import { type Start as Clock, startDeadlines } from '#server/kernel/deadlines.ts';
import { newId } from '#server/kernel/id.ts';

/** Whose list starts, with the access that counts for it, and the day that its steps are counted from. */
export type Starting = { readonly member: string; readonly access: AccessLevel; readonly from: string };

type Lists = { readonly kind: KitKind; readonly organisation: string; readonly people: readonly Starting[] };

/**
 * Starts the checklists of one kind of many people in a handful of statements, with their days on the home page; an
 * open one of the kind ends, replaced. Titles of duties name nobody. Answers the lists' ids by member.
 */
export async function startKits(
  db: Writer,
  { kind, organisation, people }: Lists,
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  if (people.length === 0) return new Map();
  const members = people.map(({ member }) => member);
  await db
    .updateTable('member_kits')
    .set({ state: 'finished', finished_at: now.toISOString(), reason: '由新的清单替代' })
    .where((row) => row('member_id', '=', row.fn.any(row.val(members))))
    .where('kind', '=', kind)
    .where('state', '=', 'open')
    .execute();
  const known = await whomOf(db, organisation, members);
  const lists = people.map((one) => {
    const whom = { account: false, identity: false, nonCompete: false, ...known.get(one.member), access: one.access };
    return { ...one, id: newId(), due: kitDue(kind, whom, one.from), steps: planSteps(kind, whom, one.from) };
  });
  await sql`insert into member_kits (id, org_id, member_id, kind, started_on, due_on)
    select id, ${organisation}, member, ${kind}, "from", due
      from jsonb_to_recordset(${JSON.stringify(lists)}::jsonb) as n (id uuid, member uuid, "from" date, due date)`.execute(
    db,
  );
  await sql`insert into member_kit_steps (kit_id, org_id, key, position, due_on)
    select n.id, ${organisation}, s.key, s.position, s.due_on
      from jsonb_to_recordset(${JSON.stringify(lists)}::jsonb) as n (id uuid, steps jsonb),
        jsonb_to_recordset(n.steps) as s (key text, position int, due_on date)`.execute(db);
  const clocks = lists.flatMap(({ member, due, steps }): Clock[] => {
    const clock = { noun: 'member', row: member, org: organisation, programme: null, path: '' };
    const later = steps.filter(({ key }) => key.startsWith('follow_up'));
    return [
      { ...clock, kind: `kit.${kind}`, title: kitWords[kind][0], due },
      ...later.map(({ key, due_on }) => ({ ...clock, kind: `kit.${key}`, title: '离职人员回访', due: due_on })),
    ];
  });
  await startDeadlines(db, clocks);
  return new Map(lists.map(({ member, id }) => [member, id]));
}

/** What decides the steps beside the access: account, key, and a non-compete in force. */
async function whomOf(db: Writer, organisation: string, members: readonly string[]) {
  const { rows } = await sql<Omit<Whom, 'access'> & { id: string }>`select m.id, m.person_id is not null as account,
      exists (select 1 from identities i where i.org_id = m.org_id and i.person_id = m.person_id and i.state = 'active') as identity,
      exists (select 1 from agreements a where a.member_id = m.id and a.kind = 'non_compete' and a.state = 'signed') as "nonCompete"
    from members m where m.org_id = ${organisation} and m.id = any (${[...members]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, ...whom }) => [id, whom]));
}
