import { join } from 'node:path';
import { Refused } from '#domain/refused.ts';
import { rotateKey } from '#server/evidence/rotate-key.ts';
import { type House, perform } from '#server/kernel/verb.ts';
import { readHead } from './head.ts';
import { type KeyKind, makeKey, retireKey, writeKey } from './keys.ts';
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
  const note = stolen && (await revocationsNote(owner, { origin: head.origin, now: birth.now, kinds, keys, stolen }));
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
