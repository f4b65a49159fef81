import Type from 'typebox';
import { Password, SignedIn, Token } from '#domain/accounts/schema.ts';
import { Refused } from '#domain/refused.ts';
import { checkMaker, loadInvitation, useInvitation } from '#server/accounts/invitation.ts';
import { setPassword } from '#server/accounts/password.ts';
import { endSessions, openSession } from '#server/accounts/session.ts';
import { verb } from '#server/kernel/verb.ts';

/** A person opens an account, or a new one after a lost password, by a link that works once. */
export const acceptInvitation = verb({
  name: 'account.accept',
  gate: true,
  input: Type.Object({
    invitation: Token,
    password: Password,
    address: Type.Optional(Type.String()),
    agent: Type.Optional(Type.String()),
  }),
  output: SignedIn,
  async run({ db, now, today, about }, { invitation, password, address = '', agent = '' }) {
    const found = await loadInvitation(db, invitation, now);
    if (found.person_id === null) throw new Refused('invitation_unknown');
    const person = await db
      .selectFrom('people')
      .select(['id', 'login', 'state'])
      .where('id', '=', found.person_id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (person.state === 'left') throw new Refused('person_left');
    await checkMaker(db, found, today);
    await setPassword(db, { person: person.id, login: person.login, password, now });
    if (found.kind === 'reset')
      await db
        .updateTable('credentials')
        .set({ totp_secret: null, totp_confirmed_at: null })
        .where('person_id', '=', person.id)
        .execute();
    await db.updateTable('people').set({ state: 'active' }).where('id', '=', person.id).execute();
    await endSessions(db, person.id, now);
    await useInvitation(db, found.id, now);
    about({ row: person.id });
    return { token: await openSession(db, { person: person.id, now, today, address, agent }) };
  },
});
