import Type from 'typebox';
import { keyStateAt, keyStates } from '#domain/keys/states.ts';
import { Refused } from '#domain/refused.ts';
import { Id, Prose } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { verb } from '#server/kernel/verb.ts';

/** Ends a key of one's own organisation with its next request, whoever issued it. */
export const revokeKey = verb({
  name: 'key.revoke',
  input: Type.Object({ id: Id, reason: Prose }),
  output: Type.Object({}),
  async run({ db, now, actor, about }, { id, reason }) {
    const row = await db
      .selectFrom('access_keys')
      .select(['id', 'expires_at', 'revoked_at'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'key' });
    const instant = now.toISOString();
    nextState(keyStates, keyStateAt(row, instant), 'revoke');
    await db
      .updateTable('access_keys')
      .set({ revoked_at: instant, revoked_by: actor.kind === 'person' ? actor.person : null, reason: reason.trim() })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    about({ row: id, path: '' });
    return {};
  },
});
