import Type from 'typebox';
import { Password } from '#domain/accounts/schema.ts';
import { Refused } from '#domain/refused.ts';
import { setPassword, verifyPassword } from '#server/accounts/password.ts';
import { self } from '#server/accounts/self.ts';
import { endSessions } from '#server/accounts/session.ts';
import { verb } from '#server/kernel/verb.ts';

/** A new password ends every other session of the person. */
export const changePassword = verb({
  name: 'account.change-password',
  gate: true,
  input: Type.Object({ current: Password, password: Password }),
  output: Type.Object({}),
  async run({ db, now, actor, about }, { current, password }) {
    const { person, session } = self(actor);
    const account = await db
      .selectFrom('credentials')
      .innerJoin('people', 'people.id', 'credentials.person_id')
      .select(['password_hash', 'login'])
      .where('person_id', '=', person)
      .executeTakeFirst();
    if (!account?.password_hash || !(await verifyPassword(account.password_hash, current)))
      throw new Refused('password_wrong', { field: 'current' });
    await setPassword(db, { person, login: account.login, password, now });
    await endSessions(db, person, now, session);
    about({ row: person });
    return {};
  },
});
