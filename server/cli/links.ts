import { Refused } from '#domain/refused.ts';
import { issueInvitation } from '#server/accounts/invitation.ts';
import type { Database } from '#server/db/open.ts';
import { dayInChina } from '#server/kernel/verb.ts';

type Options = { publicUrl: string; now: Date };

/** The one-time set-up link while nobody has an account yet; null afterwards. An earlier unused link stops working. */
export async function setUpLink(database: Database, { publicUrl, now }: Options): Promise<string | null> {
  return database.write({ token: null }, 'humi_gate', async (db) => {
    if (await db.selectFrom('people').select('id').limit(1).executeTakeFirst()) return null;
    const { token } = await issueInvitation(db, {
      kind: 'set_up',
      person: null,
      by: null,
      now,
      today: dayInChina(now),
    });
    return `${publicUrl}/set-up?token=${token}`;
  });
}

/** A link with which a known person sets a new password: the operator's way in when the security administrator is locked out. */
export async function resetLink(database: Database, login: string, { publicUrl, now }: Options): Promise<string> {
  return database.write({ token: null }, 'humi_gate', async (db) => {
    const person = await db.selectFrom('people').select(['id', 'state']).where('login', '=', login).executeTakeFirst();
    if (!person) throw new Refused('unknown_login', { login });
    if (person.state === 'left') throw new Refused('person_left');
    const kind = person.state === 'active' ? 'reset' : 'invite';
    const { token } = await issueInvitation(db, { kind, person: person.id, by: null, now, today: dayInChina(now) });
    return `${publicUrl}/accept?invitation=${token}`;
  });
}
