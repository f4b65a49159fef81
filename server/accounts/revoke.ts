import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { ById } from '#domain/schema.ts';
import { self } from '#server/accounts/self.ts';
import { verb } from '#server/kernel/verb.ts';

/** Ends one of one's own sessions at once, on whatever device it is. */
export const revokeSession = verb({
  name: 'account.revoke',
  gate: true,
  input: ById,
  output: Type.Object({}),
  async run({ db, now, actor, about }, { id }) {
    const { person } = self(actor);
    const ended = await db
      .updateTable('sessions')
      .set({ revoked_at: now.toISOString() })
      .where('id', '=', id)
      .where('person_id', '=', person)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!ended) throw new Refused('not_found', { noun: 'session' });
    about({ row: person, data: { session: id } });
    return {};
  },
});
