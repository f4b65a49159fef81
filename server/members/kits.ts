import { sql } from 'kysely';
import type { KitKind, Whom } from '#domain/members/kits.ts';
import { kitDue, planSteps } from '#domain/members/rules.ts';
import type { AccessLevel } from '#domain/members/schema.ts';
import type { Writer } from '#server/db/open.ts';
import { startDeadline, stopDeadline } from '#server/kernel/deadlines.ts';
import { newId } from '#server/kernel/id.ts';

const titles: Readonly<Record<KitKind, string>> = { entry: '入职清单', change: '岗位变更清单', exit: '离职清单' };

type Member = { readonly id: string; readonly org_id: string; readonly person_id: string | null };
type Start = { readonly kind: KitKind; readonly member: Member; readonly access: AccessLevel; readonly from: string };

/** Starts a checklist with its days on the home page; an open one of the same kind ends, replaced. Titles name nobody. */
export async function startKit(db: Writer, { kind, member, access, from }: Start, now: Date): Promise<string> {
  await replaceOpen(db, { kind, member: member.id }, now);
  const whom = await whomOf(db, member, access);
  const id = newId();
  const due = kitDue(kind, whom, from);
  await db
    .insertInto('member_kits')
    .values({ id, org_id: member.org_id, member_id: member.id, kind, started_on: from, due_on: due })
    .execute();
  const steps = planSteps(kind, whom, from);
  await db
    .insertInto('member_kit_steps')
    .values(steps.map((step) => ({ ...step, kit_id: id, org_id: member.org_id })))
    .execute();
  const clock = { noun: 'member', row: member.id, org: member.org_id, programme: null, path: '' };
  await startDeadline(db, { ...clock, kind: `kit.${kind}`, title: titles[kind], due });
  for (const { key, due_on } of steps.filter(({ key }) => key.startsWith('follow_up')))
    await startDeadline(db, { ...clock, kind: `kit.${key}`, title: '离职人员回访', due: due_on });
  return id;
}

async function replaceOpen(db: Writer, { kind, member }: { kind: KitKind; member: string }, now: Date): Promise<void> {
  await db
    .updateTable('member_kits')
    .set({ state: 'finished', finished_at: now.toISOString(), reason: '由新的清单替代' })
    .where('member_id', '=', member)
    .where('kind', '=', kind)
    .where('state', '=', 'open')
    .execute();
  await stopDeadline(db, { noun: 'member', row: member, kind: `kit.${kind}` }, now);
}

/** What decides the steps: account, key, and a non-compete in force. */
async function whomOf(db: Writer, { id, org_id, person_id }: Member, access: AccessLevel): Promise<Whom> {
  const { rows } = await sql<{ identity: boolean; non_compete: boolean }>`select
    exists (select 1 from identities i where i.org_id = ${org_id} and i.person_id = ${person_id} and i.state = 'active') as identity,
    exists (select 1 from agreements a where a.member_id = ${id} and a.kind = 'non_compete' and a.state = 'signed') as non_compete`.execute(
    db,
  );
  return {
    access,
    account: person_id !== null,
    identity: rows[0]?.identity ?? false,
    nonCompete: rows[0]?.non_compete ?? false,
  };
}
