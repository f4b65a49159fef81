import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Instant } from '#domain/schema.ts';
import { issueInvitation } from '#server/accounts/invitation.ts';
import { self } from '#server/accounts/self.ts';
import { verb } from '#server/kernel/verb.ts';

/** A one-time link for a person: the first one, or a new one after a lost password or phone. Shown once. */
export const invitePerson = verb({
  name: 'account.invite',
  gate: true,
  input: Type.Object({ person: Id }),
  output: Type.Object({ invitation: Type.String(), expires_at: Instant }),
  async run({ db, now, today, actor, about }, { person }) {
    const found = await db.selectFrom('people').select(['id', 'state']).where('id', '=', person).executeTakeFirst();
    if (!found) throw new Refused('not_found', { noun: 'person' });
    if (found.state === 'left') throw new Refused('person_left');
    const kind = found.state === 'active' ? 'reset' : 'invite';
    const { token, expires_at } = await issueInvitation(db, { kind, person, by: self(actor).person, now, today });
    about({ row: person, data: { kind } });
    return { invitation: token, expires_at };
  },
});
