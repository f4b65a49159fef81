import type pg from 'pg';
import { formatNote } from '#domain/evidence/notes.ts';
import { type LogKey, signerOf } from './keys.ts';

export type Theft = { readonly effective_size: number };

type Revoked = { readonly vkey: string; readonly effective_size: number; readonly revoked_at: string };

type Wanted = {
  readonly origin: string;
  readonly now: Date;
  /** Keys that are about to be revoked, beside those that are. */
  readonly revoking: readonly string[];
  /** Who signs the note. */
  readonly keys: readonly LogKey[];
  readonly stolen: Theft;
};

/**
 * The note that names every revoked key (`humi-revocations/1`, docs/evidence-format.md), signed by the keys in force:
 * whoever gets the keys from elsewhere learns of a theft from the register itself.
 */
export async function revocationsNote(
  owner: pg.Pool,
  { origin, now, revoking, keys, stolen }: Wanted,
): Promise<string> {
  const { rows } = await owner.query<Revoked>(
    `select vkey, coalesce(effective_size, $1) as effective_size, coalesce(revoked_at, $2) as revoked_at from log_keys
      where revoked_at is not null or vkey = any ($3) order by from_size, vkey`,
    [stolen.effective_size, now, revoking],
  );
  const text = `humi-revocations/1\n${origin}\n${rows.map(line).join('')}`;
  return formatNote(
    text,
    keys.map((key) => signerOf(key).sign(text)),
  );
}

const line = ({ vkey, effective_size, revoked_at }: Revoked): string => `${vkey} ${effective_size} ${revoked_at}\n`;
