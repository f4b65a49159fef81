import Type from 'typebox';
import { Instant, orNull } from '#domain/schema.ts';
import type { Reader } from '#server/db/open.ts';
import { query } from '#server/kernel/verb.ts';
import { ruleNumber } from '#server/settings/load.ts';
import { noTrust, type Trust } from '#verify/trust.ts';

const Size = Type.Integer({ minimum: 0 });

/** Whom a checker of this register's proofs may believe: keys, witnesses, authorities (`humi-trust/1`). Public. */
export const showTrust = query({
  name: 'evidence.trust',
  input: Type.Object({}),
  // The type is the checker's own; the shape is what it reads.
  output: Type.Unsafe<Trust>(
    Type.Object({
      format: Type.Literal('humi-trust/1'),
      origin: Type.String(),
      issuer: Type.String(),
      made_at: Instant,
      keys: Type.Array(
        Type.Object({
          vkey: Type.String(),
          from_size: Size,
          to_size: orNull(Size),
          revoked: orNull(Type.Object({ at: Instant, effective_size: Size, reason: Type.String() })),
        }),
      ),
      witnesses: Type.Array(Type.Object({ name: Type.String(), vkey: Type.String() })),
      witnesses_needed: Size,
      authorities: Type.Array(Type.Object({ name: Type.String(), certificates: Type.String() })),
    }),
  ),
  run: ({ db, now, today }) => trustList(db, { now, today }),
});

/** Closed witnesses and authorities stay on the list: what they signed while they served is still believed. */
export async function trustList(db: Reader, { now, today }: { now: Date; today: string }): Promise<Trust> {
  const log = await db.selectFrom('evidence_log').select(['origin', 'issuer']).executeTakeFirst();
  const made_at = now.toISOString();
  if (!log) return noTrust('', made_at);
  const keys = await db.selectFrom('log_keys').selectAll().orderBy('from_size').orderBy('vkey').execute();
  return {
    format: 'humi-trust/1',
    origin: log.origin,
    issuer: log.issuer || log.origin,
    made_at,
    keys: keys.map(({ vkey, from_size, to_size, revoked_at, effective_size, reason }) => ({
      vkey,
      from_size,
      to_size,
      revoked:
        revoked_at === null ? null : { at: revoked_at, effective_size: effective_size ?? 0, reason: reason ?? '' },
    })),
    witnesses: await db.selectFrom('witnesses').select(['name', 'vkey']).orderBy('id').execute(),
    witnesses_needed: await ruleNumber(db, 'evidence_witnesses_needed', today),
    authorities: await db.selectFrom('authorities').select(['name', 'certificates']).orderBy('id').execute(),
  };
}
