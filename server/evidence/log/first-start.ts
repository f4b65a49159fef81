import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { keyKinds, makeKey, retireKey, writeKey } from './keys.ts';

export type FirstStart = {
  readonly owner: pg.Pool;
  readonly keysDir: string;
  /** HUMI_LOG_ORIGIN; null for one made of the public address. */
  readonly origin: string | null;
  readonly publicUrl: string;
  readonly now: Date;
};

/**
 * Makes the register at the first start: its name, its keys, its one row. Of two servers that start together one makes
 * it. Answers the origin.
 */
export async function openRegister({ owner, keysDir, origin, publicUrl, now }: FirstStart): Promise<string> {
  const known = await readOrigin(owner);
  if (known !== undefined) return known;
  const wanted = origin ?? originOf(publicUrl);
  const keys = keyKinds.map((kind) => makeKey({ kind, origin: wanted, size: 0, now }));
  for (const key of keys) await writeKey(keysDir, key);
  const made = await owner.query(
    `with made as (insert into evidence_log (origin) values ($1) on conflict do nothing returning 1)
     insert into log_keys (vkey, kind, from_size, created_at)
     select k.vkey, k.kind, 0, $4 from made, unnest($2::text[], $3::text[]) as k (vkey, kind)`,
    [wanted, keys.map(({ vkey }) => vkey), keys.map(({ kind }) => kind), now],
  );
  if (made.rowCount === 0) for (const key of keys) await retireKey(keysDir, key);
  return (await readOrigin(owner)) ?? wanted;
}

async function readOrigin(owner: pg.Pool): Promise<string | undefined> {
  const { rows } = await owner.query('select origin from evidence_log');
  return rows[0]?.origin;
}

/** Host of the public address, a name of its own behind it: two installations on one host stay two registers. */
function originOf(publicUrl: string): string {
  const host = new URL(publicUrl).hostname;
  const isLocal = ['localhost', '127.0.0.1', '[::1]', '0.0.0.0'].includes(host);
  return `${isLocal ? 'humi.local' : host}/log/${randomBytes(4).toString('hex')}`;
}
