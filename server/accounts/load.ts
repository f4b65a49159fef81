import { Refused } from '#domain/refused.ts';
import { issueInvitation } from '#server/accounts/invitation.ts';
import { setPassword } from '#server/accounts/password.ts';
import { openSession } from '#server/accounts/session.ts';
import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

type NewPerson = {
  readonly name: string;
  readonly login: string;
  readonly phone?: string | null | undefined;
  readonly state?: 'active';
};

/** A person who can be given posts, invited unless they are active at once. Refuses login_taken. */
export async function insertPerson(db: Writer, { name, login, phone = null, ...state }: NewPerson): Promise<string> {
  if (await db.selectFrom('people').select('id').where('login', '=', login).executeTakeFirst())
    throw new Refused('login_taken', { login, field: 'login' });
  const id = newId();
  await db
    .insertInto('people')
    .values({ id, name, login, phone, ...state })
    .execute();
  return id;
}

type NewAccount = {
  readonly name: string;
  readonly login: string;
  readonly password: string;
  readonly phone: string | null;
};

/** A person with an account that works at once, for acts of humi_gate. Refuses login_taken and password_weak. */
export async function addAccount(
  { db, now }: Pick<VerbContext, 'db' | 'now'>,
  { name, login, password, phone }: NewAccount,
): Promise<string> {
  const person = await insertPerson(db, { name: name.trim(), login, phone, state: 'active' });
  await setPassword(db, { person, login, password, now });
  return person;
}

/** Signs the person in; the token leaves as a cookie. */
export const enterAccount = (
  { db, now, today }: Pick<VerbContext, 'db' | 'now' | 'today'>,
  { person, address, agent }: { person: string; address: string; agent: string },
): Promise<string> => openSession(db, { person, now, today, address, agent });

type Invited = { readonly person: string; readonly by: string; readonly active: boolean };

/** A one-time link for a person, for acts of humi_gate of other nouns: the first one, or a new one after a lost password. */
export const invite = (
  { db, now, today }: Pick<VerbContext, 'db' | 'now' | 'today'>,
  { person, by, active }: Invited,
): Promise<{ token: string; expires_at: string }> =>
  issueInvitation(db, { kind: active ? 'reset' : 'invite', person, by, now, today });
