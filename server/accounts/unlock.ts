import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';

/** Ends a lock-out before its time. */
export const unlockAccount = verb({
  name: 'account.unlock',
  gate: true,
  input: Type.Object({ person: Id }),
  output: Type.Object({}),
  async run({ db, about }, { person }) {
    const unlocked = await db
      .updateTable('credentials')
      .set({ locked_until: null, password_failures: 0, totp_failures: 0 })
      .where('person_id', '=', person)
      .returning('person_id')
      .executeTakeFirst();
    if (!unlocked) throw new Refused('not_found', { noun: 'account' });
    about({ row: person });
    return {};
  },
});
