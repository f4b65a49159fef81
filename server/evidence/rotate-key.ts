import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { Refused } from '#domain/refused.ts';
import { verb } from '#server/kernel/verb.ts';

const Key = Type.Object({ kind: Type.Enum(['ed25519', 'sm2']), vkey: Type.String({ maxLength: 400 }) });

/**
 * New signing keys from the present size on; those of the same kind sign no more. Of stolen keys the checkpoints up to
 * `effective_size` are still believed. Performed by `humi evidence rotate-key`, which keeps the secret halves in files.
 */
export const rotateKey = verb({
  name: 'evidence.rotate-key',
  input: Type.Object({
    keys: Type.Array(Key, {
      minItems: 1,
      maxItems: 2,
    }),
    stolen: Type.Optional(
      Type.Object({
        effective_size: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
        reason: Type.String({ minLength: 1, maxLength: 500 }),
        note: Type.String({ maxLength: 100_000, description: 'The list of revoked keys, signed by the new ones' }),
      }),
    ),
  }),
  output: Type.Object({
    size: Type.Integer({ description: 'Entries published when the new keys began' }),
    former: Type.Array(Key),
  }),
  async run({ db, now, about }, { keys, stolen }) {
    const locked = await sql<{ published_size: number }>`select published_size from evidence_log for update`.execute(
      db,
    );
    const size = locked.rows[0]?.published_size;
    if (size === undefined) throw new Refused('log_not_open');
    if (stolen && stolen.effective_size > size)
      throw new Refused('invalid', { field: 'effective_size', rule: `<= ${size}` });
    const { note, ...theft } = stolen ?? {};
    if (note !== undefined) await db.updateTable('evidence_log').set({ revocations: note }).execute();
    const former = await db
      .updateTable('log_keys')
      .set({
        to_size: size,
        ...(stolen ? { ...theft, revoked_at: now.toISOString() } : {}),
      })
      .where('to_size', 'is', null)
      .where(
        'kind',
        'in',
        keys.map(({ kind }) => kind),
      )
      .returning(['kind', 'vkey'])
      .execute();
    await db
      .insertInto('log_keys')
      .values(keys.map((key) => ({ ...key, from_size: size, created_at: now.toISOString() })))
      .execute();
    about({ data: { size, keys: keys.map(({ vkey }) => vkey), former: former.map(({ vkey }) => vkey), ...theft } });
    return { size, former: former.map(asKey) };
  },
});

/** The column is text; its check allows these two. */
const asKey = ({ kind, vkey }: { kind: string; vkey: string }): Static<typeof Key> => ({
  kind: kind === 'sm2' ? 'sm2' : 'ed25519',
  vkey,
});
