import Type from 'typebox';
import { Login } from '#domain/accounts/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id, Instant, Version } from '#domain/schema.ts';
import { invite } from '#server/accounts/load.ts';
import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { firmOf, loadMember } from '#server/members/load.ts';
import { appointTo } from '#server/people/load.ts';

/**
 * Opens an account for somebody of the own firm: a person with a post and a one-time link, shown once. Asked again it
 * makes a new link, as after a lost password. Runs past row security like all acts of accounts, so it asks for the firm
 * itself.
 */
export const inviteMember = verb({
  name: 'member.invite',
  gate: true,
  input: Type.Object({
    id: Id,
    version: Version,
    role: Type.Enum(['employee', 'enterprise_officer']),
    login: Type.Optional(Login),
  }),
  output: Type.Object({
    version: Type.Integer(),
    invitation: Type.String(),
    expires_at: Instant,
    login: Type.String(),
  }),
  async run(ctx, { id, version, role, login }) {
    const { db } = ctx;
    const { person: by, organisation } = firmOf(ctx.actor);
    const member = await loadMember(db, { id, organisation, version });
    if (member.state !== 'active') throw new Refused('member_left');
    const account = member.person_id
      ? await knownPerson(ctx, { person: member.person_id, organisation })
      : await newPerson(ctx, { member, organisation, role, login });
    const active = account.state === 'active';
    const { token, expires_at } = await invite(ctx, { person: account.id, by, active });
    const officer = member.person_id ? member.officer : role === 'enterprise_officer';
    await db
      .updateTable('members')
      .set({ person_id: account.id, officer, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path: '', data: { reset: active, role: officer ? 'enterprise_officer' : 'employee' } });
    return { version: version + 1, invitation: token, expires_at, login: account.login };
  },
});

type Account = { id: string; login: string; state: string };

/** A new link for somebody who has an account; never where other organisations trust it too. */
async function knownPerson(
  { db, today }: VerbContext,
  { person, organisation }: { person: string; organisation: string },
): Promise<Account> {
  const elsewhere = await db
    .selectFrom('posts')
    .select('id')
    .where('person_id', '=', person)
    .where('org_id', '<>', organisation)
    .where((on) => on.or([on('to_on', 'is', null), on('to_on', '>=', today)]))
    .executeTakeFirst();
  if (elsewhere) throw new Refused('person_elsewhere');
  const found = await db
    .selectFrom('people')
    .select(['id', 'login', 'state'])
    .where('id', '=', person)
    .executeTakeFirstOrThrow();
  if (found.state === 'left') throw new Refused('person_left');
  return found;
}

type Newcomer = {
  member: { name: string; phone: string | null; post: string | null; department: string | null };
  organisation: string;
  role: 'employee' | 'enterprise_officer';
  login: string | undefined;
};

async function newPerson({ db, today }: VerbContext, wanted: Newcomer): Promise<Account> {
  const { member, organisation, role, login } = wanted;
  if (login === undefined) throw new Refused('invalid', { field: 'login', rule: 'required' });
  await checkFree(db, login);
  const id = newId();
  await db.insertInto('people').values({ id, name: member.name, login, phone: member.phone }).execute();
  const unit = member.department ? { unit: member.department } : {};
  await appointTo(db, { person: id, organisation, title: titleOf(member.post, role), ...unit, roles: [role], today });
  return { id, login, state: 'invited' };
}

async function checkFree(db: Writer, login: string): Promise<void> {
  const taken = await db.selectFrom('people').select('id').where('login', '=', login).executeTakeFirst();
  if (taken) throw new Refused('login_taken', { field: 'login', login });
}

export const titleOf = (post: string | null, role: string): string =>
  post?.trim() || (role === 'enterprise_officer' ? '企业保密管理员' : '员工');
