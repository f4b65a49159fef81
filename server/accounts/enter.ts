import Type from 'typebox';
import { SignedIn } from '#domain/accounts/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { isDemonstration } from '#server/accounts/queries.ts';
import { openSession } from '#server/accounts/session.ts';
import { verb } from '#server/kernel/verb.ts';

/** The demonstration's person-switcher. Refused by every other installation. */
export const enterDemonstration = verb({
  name: 'account.enter',
  gate: true,
  input: Type.Object({ person: Id, address: Type.Optional(Type.String()), agent: Type.Optional(Type.String()) }),
  output: SignedIn,
  async run({ db, now, today, about }, { person, address = '', agent = '' }) {
    if (!(await isDemonstration(db))) throw new Refused('demo_only');
    const found = await db
      .selectFrom('people')
      .select('id')
      .where('id', '=', person)
      .where('state', '=', 'active')
      .executeTakeFirst();
    if (!found) throw new Refused('not_found', { noun: 'person' });
    about({ row: person });
    return { token: await openSession(db, { person, now, today, address, agent }) };
  },
});
