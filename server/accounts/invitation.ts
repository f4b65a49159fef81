import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';
import { hashToken, newToken } from '#server/kernel/session.ts';
import { ruleNumber } from '#server/settings/load.ts';

type Issue = {
  kind: 'set_up' | 'invite' | 'reset';
  person: string | null;
  by: string | null;
  now: Date;
  today: string;
};

/** A one-time link's secret; earlier unused links of the same person stop working. Days from rule row invitation_validity. */
export async function issueInvitation(
  db: Writer,
  { kind, person, by, now, today }: Issue,
): Promise<{ token: string; expires_at: string }> {
  const days = await ruleNumber(db, 'invitation_validity', today);
  const expires_at = new Date(now.getTime() + days * 86_400_000).toISOString();
  const token = newToken();
  await db
    .updateTable('invitations')
    .set({ expires_at: now.toISOString() })
    .where('used_at', 'is', null)
    .where('person_id', person === null ? 'is' : '=', person)
    .execute();
  await db
    .insertInto('invitations')
    .values({ id: newId(), token_hash: hashToken(token), kind, person_id: person, created_by: by, expires_at })
    .execute();
  return { token, expires_at };
}

/** The invitation behind a token, locked so that it is used once. Unknown, used and expired each say so. */
export async function loadInvitation(db: Writer, token: string, now: Date) {
  const found = await db
    .selectFrom('invitations')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw new Refused('invitation_unknown');
  if (found.used_at !== null) throw new Refused('invitation_used');
  if (found.expires_at <= now.toISOString()) throw new Refused('invitation_expired');
  return found;
}

export const useInvitation = (db: Writer, id: string, now: Date): Promise<unknown> =>
  db.updateTable('invitations').set({ used_at: now.toISOString() }).where('id', '=', id).execute();
