import { join } from 'node:path';
import type pg from 'pg';
import { Refused } from '#domain/refused.ts';
import { revokeKey } from '#server/evidence/revoke-key.ts';
import { rotateKey } from '#server/evidence/rotate-key.ts';
import { type House, perform } from '#server/kernel/verb.ts';
import { readHead } from './head.ts';
import { type KeyKind, makeKey, readKeys, retireKey, writeKey } from './keys.ts';
import { revocationsNote } from './revocations.ts';

export type Rotation = {
  readonly keysDir: string;
  readonly kinds: readonly KeyKind[];
  readonly stolen?: { readonly effective_size: number; readonly reason: string };
};

/**
 * What `humi evidence rotate-key` does: new files first, then the act, then the former files aside. Killed in between,
 * it leaves a file too many, never one too few. Answers the public keys and the folder of the former ones.
 */
export async function rotateKeys(
  house: House,
  { keysDir, kinds, stolen }: Rotation,
): Promise<{ size: number; vkeys: string[]; former: string }> {
  const head = await readHead(house.database.owner);
  if (head === undefined) throw new Refused('log_not_open');
  if (kinds.length === 0) throw new Refused('invalid', { field: '--kind', rule: 'ed25519 | sm2' });
  const birth = { origin: head.origin, size: head.published_size, now: house.clock() };
  const keys = kinds.map((kind) => makeKey({ ...birth, kind }));
  for (const key of keys) await writeKey(keysDir, key);
  const { owner } = house.database;
  const revoking = await inForce(owner, kinds);
  const told = { origin: head.origin, now: birth.now, revoking, keys };
  const note = stolen && (await revocationsNote(owner, { ...told, stolen }));
  const revoked = stolen && note !== undefined ? { stolen: { ...stolen, note } } : {};
  const input = { keys: keys.map(({ kind, vkey }) => ({ kind, vkey })), ...revoked };
  const { size, former } = await perform(house, { token: null, system: true }, rotateKey, input).catch(
    async (error) => {
      for (const key of keys) await retireKey(keysDir, key);
      throw error;
    },
  );
  for (const key of keys) await writeKey(keysDir, { ...key, from_size: size });
  for (const key of former) await retireKey(keysDir, key);
  return { size, vkeys: keys.map(({ vkey }) => vkey), former: join(keysDir, 'former') };
}

export type Revocation = {
  readonly keysDir: string;
  readonly vkey: string;
  readonly stolen: { readonly effective_size: number; readonly reason: string };
};

/** What `humi evidence revoke-key` does: a key that signs no more turns out to have been stolen while it did. */
export async function revokeFormerKey(house: House, { keysDir, vkey, stolen }: Revocation): Promise<void> {
  const { owner } = house.database;
  const head = await readHead(owner);
  if (head === undefined) throw new Refused('log_not_open');
  const current = await inForce(owner, ['ed25519', 'sm2']);
  const keys = (await readKeys(keysDir)).filter((key) => current.includes(key.vkey));
  if (keys.length === 0) throw new Refused('invalid', { field: 'HUMI_LOG_KEYS', rule: keysDir });
  const told = { origin: head.origin, now: house.clock(), revoking: [vkey], keys };
  const note = await revocationsNote(owner, { ...told, stolen });
  await perform(house, { token: null, system: true }, revokeKey, { vkey, ...stolen, note });
}

async function inForce(owner: pg.Pool, kinds: readonly KeyKind[]): Promise<string[]> {
  const { rows } = await owner.query('select vkey from log_keys where to_size is null and kind = any ($1)', [kinds]);
  return rows.map(({ vkey }) => vkey);
}
