import { parseVerifierKey } from '#domain/evidence/notes.ts';
import { Refused } from '#domain/refused.ts';
import { recoverLog } from '#server/evidence/recover.ts';
import { type House, perform } from '#server/kernel/verb.ts';
import { readHead } from './head.ts';
import { readKeys } from './keys.ts';
import { repairTiles } from './repair.ts';

export type Recovered = {
  readonly from: number;
  readonly size: number;
  readonly placed: number;
  readonly lost: number;
  readonly repaired: number;
};

/**
 * What `humi evidence recover` does: checks the tile store whole, writes wrong hash tiles again, and lets the database
 * take the published order back. Throws Refused 'recover_nothing', 'recover_altered', 'log_not_open'.
 */
export async function recoverRegister(house: House, keysDir: string): Promise<Recovered> {
  const { owner } = house.database;
  const head = await readHead(owner);
  if (head === undefined) throw new Refused('log_not_open');
  const keys = await readKeys(keysDir);
  const known = await owner.query('select vkey from log_keys');
  const vkeys = [...known.rows.map(({ vkey }) => vkey), ...keys.map(({ vkey }) => vkey)];
  const store = await repairTiles(house.tiles, [...new Set(vkeys)]);
  const isBehind = store !== undefined && (store.size > head.size || head.stopped !== null);
  if (store === undefined || (!isBehind && store.repaired === 0)) throw new Refused('recover_nothing');
  // A key that signed the newest checkpoint is in force, whatever the older backup knows.
  const mine = keys.filter(({ vkey }) => store.signers.includes(parseVerifierKey(vkey)?.id ?? -1));
  const input = {
    size: store.size,
    repaired: store.repaired,
    keys: mine.map(({ kind, vkey, from_size }) => ({ kind, vkey, from_size })),
  };
  const done = await perform(house, { token: null, system: true }, recoverLog, input);
  return { ...done, repaired: store.repaired };
}
