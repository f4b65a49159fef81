import { sql } from 'kysely';
import Type from 'typebox';
import { verb } from '#server/kernel/verb.ts';

/** A retry comes within minutes; after a week nobody asks for the answer again. */
const keyDays = 7;

/** Sessions hold an address and a browser: a month after their end the record of acts says what is needed. */
const sessionDays = 30;

/**
 * Every night: answers kept for retries, sessions and invitation links that ended long ago go, and checkpoints that no
 * proof needs. No act is lost.
 */
export const cleanUp = verb({
  name: 'setting.clean-up',
  input: Type.Object({}),
  output: Type.Object({
    keys: Type.Integer(),
    sessions: Type.Integer(),
    invitations: Type.Integer(),
    checkpoints: Type.Integer(),
  }),
  async run({ db, now, about }) {
    const ago = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString();
    const gone = async (statement: ReturnType<typeof sql>): Promise<number> =>
      Number((await statement.execute(db)).numAffectedRows ?? 0);
    const keys = await gone(sql`delete from idempotency_keys where at < ${ago(keyDays)}`);
    const sessions = await gone(
      sql`delete from sessions where least(expires_at, coalesce(revoked_at, expires_at)) < ${ago(sessionDays)}`,
    );
    const invitations = await gone(sql`delete from invitations where expires_at < ${ago(sessionDays)}`);
    const pruned = await sql<{
      gone: number;
    }>`select humi_prune_checkpoints(${now.toISOString()}::timestamptz) as gone`.execute(db);
    const checkpoints = pruned.rows[0]?.gone ?? 0;
    about({ data: { keys, sessions, invitations, checkpoints } });
    return { keys, sessions, invitations, checkpoints };
  },
});
