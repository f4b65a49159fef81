import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseNote, verifyNote } from '#domain/evidence/notes.ts';
import { useHouse } from '#test/house.ts';
import { receiveEntries } from '#test/log.ts';
import { openRegister } from './first-start.ts';
import { makeKey, readKeys, signerOf, verifiersOf, writeKey } from './keys.ts';
import { revokeFormerKey, rotateKeys } from './rotation.ts';
import { publishNow } from './sequencer.ts';

const house = useHouse();
const owner = () => house().house.database.owner;
const keysDir = () => join(house().dataDir, 'log-keys');
const keyRows = async () => (await owner().query('select * from log_keys order by created_at, kind')).rows;

/** Vkeys whose signatures under the newest checkpoint are right. */
const signersOfNewest = async (): Promise<string[]> => {
  const { rows } = await owner().query('select note from checkpoints order by size desc limit 1');
  const note = parseNote(rows[0].note);
  const vkeys = (await keyRows()).map(({ vkey }) => vkey);
  return vkeys.filter((vkey) => note && verifyNote(note, verifiersOf([vkey])).ok);
};

test('[C23] keys lie in files that only this user reads, and never in the database', async () => {
  expect(statSync(keysDir()).mode & 0o777).toBe(0o700);
  const files = readdirSync(keysDir());
  expect(files.map((name) => name.split('-')[0])).toEqual(['ed25519', 'sm2']);
  for (const name of files) expect(statSync(join(keysDir(), name)).mode & 0o777).toBe(0o600);
  const secrets = (await readKeys(keysDir())).map(({ secret }) => secret);
  const stored = JSON.stringify([await keyRows(), (await owner().query('select * from evidence_log')).rows]);
  for (const secret of secrets) expect(stored).not.toContain(secret);
});

test('[C23] of servers that start together one makes the register; the name comes from the public address or from HUMI_LOG_ORIGIN', async () => {
  const { rows } = await owner().query('select origin from evidence_log');
  await owner().query('create table log_keys_kept as select * from log_keys');
  const start = async (origin: string | null, publicUrl: string) => {
    await owner().query('delete from log_keys; delete from evidence_log');
    const dir = (at: number) => join(house().dataDir, `start-${publicUrl.length}-${at}`);
    const wanted = { owner: owner(), origin, publicUrl, now: new Date() };
    const names = await Promise.all([1, 2, 3].map((at) => openRegister({ ...wanted, keysDir: dir(at) })));
    expect(new Set(names).size).toBe(1);
    expect(await keyRows()).toHaveLength(2);
    const holders = await Promise.all([1, 2, 3].map(async (at) => (await readKeys(dir(at))).length));
    expect(holders.sort()).toEqual([0, 0, 2]);
    return names[0];
  };
  expect(await start(null, 'https://humi.example.cn:8443/')).toMatch(/^humi\.example\.cn\/log\/[0-9a-f]{8}$/);
  expect(await start(null, 'http://localhost:8080')).toMatch(/^humi\.local\/log\/[0-9a-f]{8}$/);
  expect(await start('evidence.example.cn/2026', 'http://localhost')).toBe('evidence.example.cn/2026');
  await owner().query('delete from log_keys; insert into log_keys select * from log_keys_kept');
  await owner().query('update evidence_log set origin = $1', [rows[0].origin]);
});

test('[C23] a rotated key signs what was published last and everything after; the former one ends at that size', async () => {
  await receiveEntries(owner(), 5);
  await publishNow(house());
  const before = await signersOfNewest();
  expect(before).toHaveLength(2);
  const done = await rotateKeys(house().house, { keysDir: keysDir(), kinds: ['ed25519', 'sm2'] });
  expect(done.size).toBe(5);
  await publishNow(house());
  expect((await signersOfNewest()).sort()).toEqual([...done.vkeys].sort());
  await receiveEntries(owner(), 1);
  await publishNow(house());
  expect((await signersOfNewest()).sort()).toEqual([...done.vkeys].sort());
  const rows = await keyRows();
  expect(
    rows.filter(({ vkey }) => before.includes(vkey)).map(({ to_size, revoked_at }) => [to_size, revoked_at]),
  ).toEqual([
    [5, null],
    [5, null],
  ]);
  expect(
    rows.filter(({ vkey }) => done.vkeys.includes(vkey)).map(({ from_size, to_size }) => [from_size, to_size]),
  ).toEqual([
    [5, null],
    [5, null],
  ]);
  expect(readdirSync(join(keysDir(), 'former'))).toHaveLength(2);
  const { rows: events } = await owner().query("select data from events where act = 'evidence.rotate-key'");
  expect(events[0].data).toMatchObject({ size: 5, keys: done.vkeys });
});

test('[C23] a stolen key is revoked with the size up to which it is believed, which cannot lie ahead', async () => {
  const stolen = { effective_size: 4, reason: '服务器失窃' };
  const kinds = ['ed25519'] as const;
  const ahead = rotateKeys(house().house, { keysDir: keysDir(), kinds, stolen: { ...stolen, effective_size: 7 } });
  await expect(ahead).rejects.toMatchObject({ reason: 'invalid', detail: { field: 'effective_size' } });
  await rotateKeys(house().house, { keysDir: keysDir(), kinds, stolen });
  await publishNow(house());
  const revoked = (await keyRows()).filter(({ revoked_at }) => revoked_at !== null);
  expect(revoked).toMatchObject([{ kind: 'ed25519', to_size: 6, effective_size: 4, reason: '服务器失窃' }]);
  expect(await signersOfNewest()).toHaveLength(2);
  expect(await signersOfNewest()).not.toContain(revoked[0].vkey);
});

test('[C23] a key that was changed before its theft came out is revoked all the same, and told to strangers', async () => {
  const former = (await keyRows()).find(
    ({ kind, to_size, revoked_at }) => kind === 'sm2' && to_size !== null && !revoked_at,
  );
  const inForce = (await keyRows()).find(({ to_size }) => to_size === null);
  const stolen = { effective_size: 3, reason: '事后查明' };
  const revoke = (vkey: string) => revokeFormerKey(house().house, { keysDir: keysDir(), vkey, stolen });
  await expect(revoke(inForce.vkey)).rejects.toMatchObject({ reason: 'key_in_force' });
  await revoke(former.vkey);
  await expect(revoke(former.vkey)).rejects.toMatchObject({ reason: 'already_done' });
  const { rows } = await owner().query('select revocations from evidence_log');
  expect(rows[0].revocations).toContain(`${former.vkey} 3 `);
  const note = parseNote(rows[0].revocations);
  expect(note && verifyNote(note, verifiersOf([inForce.vkey])).ok).toBe(true);
});

test('[C23] a damaged key file is as good as missing, and a file of another key signs nothing', async () => {
  const dir = join(house().dataDir, 'strange');
  const key = makeKey({ kind: 'sm2', origin: 'a.example/log', size: 0, now: new Date() });
  await writeKey(dir, key);
  expect(await readKeys(dir)).toEqual([key]);
  const line = signerOf(key).sign('a.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n');
  expect(line).toMatch(/^— a\.example\/log [A-Za-z0-9+/]+=*$/);
  await writeKey(dir, { ...key, secret: 'zz' });
  expect(await readKeys(dir)).toEqual([]);
  expect(await readKeys(join(dir, 'nowhere'))).toEqual([]);
});
