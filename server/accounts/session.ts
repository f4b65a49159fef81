import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';
import { hashToken, newToken } from '#server/kernel/session.ts';
import { ruleNumber } from '#server/settings/load.ts';

type Opening = { person: string; now: Date; today: string; address: string; agent: string };

/** Opens a session in the person's first post that is in force; returns the token, whose hash alone is kept. */
export async function openSession(db: Writer, { person, now, today, address, agent }: Opening): Promise<string> {
  const token = newToken();
  const post = await db
    .selectFrom('posts')
    .select('id')
    .where('person_id', '=', person)
    .where('from_on', '<=', today)
    .where((on) => on.or([on('to_on', 'is', null), on('to_on', '>=', today)]))
    .orderBy('from_on')
    .orderBy('id')
    .executeTakeFirst();
  const hours = await ruleNumber(db, 'session_length', today);
  await db
    .insertInto('sessions')
    .values({
      id: newId(),
      token_hash: hashToken(token),
      person_id: person,
      created_at: now.toISOString(),
      seen_at: now.toISOString(),
      post_id: post?.id ?? null,
      expires_at: new Date(now.getTime() + hours * 3_600_000).toISOString(),
      address,
      agent,
    })
    .execute();
  return token;
}

export const endSessions = (db: Writer, person: string, now: Date, except?: string): Promise<unknown> =>
  db
    .updateTable('sessions')
    .set({ revoked_at: now.toISOString() })
    .where('person_id', '=', person)
    .where('revoked_at', 'is', null)
    .$if(except !== undefined, (update) => update.where('id', '!=', except ?? ''))
    .execute();
