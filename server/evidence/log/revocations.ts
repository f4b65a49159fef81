import type pg from 'pg';
import { formatNote } from '#domain/evidence/notes.ts';
import { type KeyKind, type LogKey, signerOf } from './keys.ts';

export type Theft = { readonly effective_size: number };

type Revoked = { readonly vkey: string; readonly effective_size: number; readonly revoked_at: string };

/**
 * The note that names every revoked key (`humi-revocations/1`, docs/evidence-format.md), signed by the new keys: whoever
 * gets the keys from elsewhere learns of a theft from the register itself. With those in force of these kinds, which
 * are about to be revoked.
 */
export async function revocationsNote(
  owner: pg.Pool,
  {
    origin,
    now,
    kinds,
    keys,
    stolen,
  }: { origin: string; now: Date; kinds: readonly KeyKind[]; keys: readonly LogKey[]; stolen: Theft },
): Promise<string> {
  const { rows } = await owner.query<Revoked>(
    `select vkey, coalesce(effective_size, $1) as effective_size, coalesce(revoked_at, $2) as revoked_at from log_keys
      where revoked_at is not null or (to_size is null and kind = any ($3)) order by from_size, vkey`,
    [stolen.effective_size, now, kinds],
  );
  const text = `humi-revocations/1\n${origin}\n${rows.map(line).join('')}`;
  return formatNote(
    text,
    keys.map((key) => signerOf(key).sign(text)),
  );
}

const line = ({ vkey, effective_size, revoked_at }: Revoked): string => `${vkey} ${effective_size} ${revoked_at}\n`;
