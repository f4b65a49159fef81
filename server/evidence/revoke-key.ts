import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * A key that was changed already turns out to have been stolen: its checkpoints up to `effective_size` are still
 * believed, with an outsider's word for their time. Performed by `humi evidence revoke-key`; a key in force is rotated
 * with `rotate-key --stolen` instead.
 */
export const revokeKey = verb({
  name: 'evidence.revoke-key',
  input: Type.Object({
    vkey: Type.String({ maxLength: 400 }),
    effective_size: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    reason: Type.String({ minLength: 1, maxLength: 500 }),
    note: Type.String({ maxLength: 100_000, description: 'The list of revoked keys, signed by the keys in force' }),
  }),
  output: Type.Object({ vkey: Type.String() }),
  async run({ db, now, about }, { vkey, effective_size, reason, note }) {
    const key = await db.selectFrom('log_keys').selectAll().where('vkey', '=', vkey).forUpdate().executeTakeFirst();
    if (!key) throw new Refused('not_found', { noun: 'key', field: '--key' });
    if (key.to_size === null) throw new Refused('key_in_force');
    if (key.revoked_at !== null) throw new Refused('already_done');
    if (effective_size > key.to_size)
      throw new Refused('invalid', { field: 'effective_size', rule: `<= ${key.to_size}` });
    await db
      .updateTable('log_keys')
      .set({ revoked_at: now.toISOString(), effective_size, reason })
      .where('vkey', '=', vkey)
      .executeTakeFirstOrThrow();
    await db.updateTable('evidence_log').set({ revocations: note }).execute();
    about({ data: { vkey, effective_size, reason } });
    return { vkey };
  },
});
