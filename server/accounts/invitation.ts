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

/**
 * Whoever made a link must still be trusted with the account when it is opened: a security administrator, or an officer
 * of every organisation that the person serves by then; else a link that was kept would open what came later. A link of
 * the command line has no maker. Refuses invitation_ended.
 */
export async function checkMaker(
  db: Writer,
  { person_id, created_by }: { readonly person_id: string | null; readonly created_by: string | null },
  today: string,
): Promise<void> {
  if (person_id === null || created_by === null) return;
  const posts = await db
    .selectFrom('posts')
    .innerJoin('people', 'people.id', 'posts.person_id')
    .select(['posts.person_id', 'posts.org_id', 'posts.roles'])
    .where('posts.person_id', 'in', [person_id, created_by])
    .where((row) => row.or([row('posts.to_on', 'is', null), row('posts.to_on', '>=', today)]))
    .where('people.state', '<>', 'left')
    .execute();
  const [own, maker] = [person_id, created_by].map((id) => posts.filter((post) => post.person_id === id));
  const runs = (role: string, org?: string): boolean =>
    (maker ?? []).some((post) => post.roles.includes(role) && (org === undefined || post.org_id === org));
  if (runs('security_administrator')) return;
  if (!runs('enterprise_officer') || (own ?? []).some(({ org_id }) => !runs('enterprise_officer', org_id)))
    throw new Refused('invitation_ended');
}

export const useInvitation = (db: Writer, id: string, now: Date): Promise<unknown> =>
  db.updateTable('invitations').set({ used_at: now.toISOString() }).where('id', '=', id).execute();
