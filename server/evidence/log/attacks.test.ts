import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { alarmSentence } from '#domain/evidence/alarms.ts';
import { leafHash } from '#domain/evidence/merkle.ts';
import { decodeBundle, encodeBundle, hashInTile } from '#domain/evidence/tiles.ts';
import { Refused } from '#domain/refused.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import { testNow, useHouse } from '#test/house.ts';
import { receiveEntries } from '#test/log.ts';
import { checkRegister } from './check.ts';
import { makeKey, writeKey } from './keys.ts';
import { recoverRegister } from './recovery.ts';
import { rotateKeys } from './rotation.ts';
import { type EvidenceLog, openEvidenceLog, publishNow } from './sequencer.ts';
import { readCopy } from './settle.ts';

/** A house of its own for each attack, with what the attacks share. */
function useRegister() {
  const house = useHouse();
  const owner = () => house().house.database.owner;
  let open: EvidenceLog | undefined;
  return {
    house,
    owner,
    tiles: () => house().house.tiles,
    receive: (count: number) => receiveEntries(owner(), count),
    /** The sequencer of the house ends and another begins, as after a restart of the server. */
    restart: async (tiles: TileStore = house().house.tiles): Promise<EvidenceLog> => {
      await (open ?? house().log).stop();
      const { clock } = house().house;
      const keysDir = join(house().dataDir, 'log-keys');
      open = openEvidenceLog({ owner: owner(), tiles, clock, keysDir, report: () => {}, rounds: [], running: false });
      return open;
    },
    alarms: async (): Promise<string[]> => {
      const { rows } = await owner().query(
        'select kind, data from evidence_alarms where ended_at is null order by kind',
      );
      // Each has its sentence in both languages, without a gap.
      for (const { kind, data } of rows)
        for (const text of Object.values(alarmSentence(kind, data))) expect(text).not.toMatch(/\{|undefined|^\w+$/);
      return rows.map(({ kind }) => kind);
    },
    head: async () => {
      const { rows } = await owner().query('select size, published_size, stopped from evidence_log');
      const { rows: places } = await owner().query(
        'select count(distinct entry_index) as places, count(*) as rows from deposits',
      );
      return { ...rows[0], ...places[0] };
    },
  };
}

const failure = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error) => error.trouble ?? error.reason ?? String(error),
  );

describe('[C23] an altered tile at the right edge', () => {
  const register = useRegister();
  test('stops growth with an alarm, and what is received waits; put back, all of it goes on', async () => {
    await register.receive(5);
    await publishNow(register.house());
    const whole = (await register.tiles().read('tile/0/000.p/5')) ?? new Uint8Array();
    await register.tiles().write(
      'tile/0/000.p/5',
      whole.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
    );
    await register.receive(2);
    const log = await register.restart();
    expect(await failure(publishNow({ log }))).toBe('tile_altered');
    expect(await failure(publishNow({ log }))).toBe('tile_altered');
    expect(await register.alarms()).toEqual(['tile_altered']);
    expect(await register.head()).toMatchObject({ size: 5, published_size: 5 });
    await register.tiles().write('tile/0/000.p/5', whole);
    await publishNow({ log });
    expect(await register.alarms()).toEqual([]);
    expect(await register.head()).toMatchObject({ size: 7, published_size: 7, rows: 7, places: 7 });
  });
});

describe('[C23] an altered tile above the right edge', () => {
  const register = useRegister();
  test('does not fit the checkpoint either', async () => {
    await register.receive(300);
    await publishNow(register.house());
    const whole = (await register.tiles().read('tile/1/000.p/1')) ?? new Uint8Array();
    await register.tiles().write(
      'tile/1/000.p/1',
      whole.map((byte) => byte ^ 1),
    );
    const log = await register.restart();
    expect(await failure(publishNow({ log }))).toBe('tile_altered');
    await register.tiles().write('tile/1/000.p/1', whole);
    await publishNow({ log });
    expect(await register.alarms()).toEqual([]);
  });
});

describe('[C23] a truncated tile store', () => {
  const register = useRegister();
  test('stops growth, says which file is missing, and makes none of its own', async () => {
    await register.receive(300);
    await publishNow(register.house());
    const bundle = (await register.tiles().read('tile/entries/001.p/44')) ?? new Uint8Array();
    await register.tiles().remove('tile/entries/001.p/44');
    await register.receive(1);
    const log = await register.restart();
    expect(await failure(publishNow({ log }))).toBe('tile_missing');
    expect(await register.alarms()).toEqual(['tile_missing']);
    const { rows } = await register.owner().query("select data from evidence_alarms where kind = 'tile_missing'");
    expect(rows[0].data.tile).toBe('tile/entries/001.p/44');
    const served = await register.house().http.inject({ method: 'GET', url: '/log/tile/entries/001.p/44' });
    expect(served.statusCode).toBe(503);
    expect(served.json()).toMatchObject({ reason: 'tile_missing' });
    await register.tiles().write('tile/entries/001.p/44', bundle.subarray(0, -1));
    expect(await failure(publishNow({ log }))).toBe('tile_altered');
    await register.tiles().write('tile/entries/001.p/44', bundle);
    await publishNow({ log });
    expect(await register.head()).toMatchObject({ published_size: 301 });
    const now = new Date();
    expect(await checkRegister({ owner: register.owner(), tiles: register.tiles(), now })).toMatchObject({ ok: true });
    expect(await register.alarms()).toEqual([]);
  });
});

describe('[C23] a full check', () => {
  const register = useRegister();
  const check = () => checkRegister({ owner: register.owner(), tiles: register.tiles(), now: new Date(testNow) });
  const recover = () => recoverRegister(register.house().house, join(register.house().dataDir, 'log-keys'));
  test('finds one changed byte in an old hash tile, which is then written again from the entries', async () => {
    await register.receive(700);
    await publishNow(register.house());
    expect(await check()).toMatchObject({ ok: true, size: 700, count: 0, misplaced: 0 });
    const whole = (await register.tiles().read('tile/0/000')) ?? new Uint8Array();
    await register.tiles().write(
      'tile/0/000',
      whole.map((byte, at) => (at === 8000 ? byte ^ 1 : byte)),
    );
    await register.receive(1);
    await publishNow(register.house());
    const found = await check();
    expect(found).toMatchObject({ ok: false, faults: [{ tile: 'tile/0/000', what: 'altered' }], rootFits: true });
    expect(await register.alarms()).toEqual(['tile_altered']);
    expect(await recover()).toMatchObject({ repaired: 1, placed: 0, lost: 0, size: 701 });
    expect(await register.tiles().read('tile/0/000')).toEqual(whole);
    expect(await check()).toMatchObject({ ok: true });
    expect(await register.alarms()).toEqual([]);
  });
  test('finds a changed entry even when the tiles above were changed to fit, and does not take it over', async () => {
    const bundle = (await register.tiles().read('tile/entries/001')) ?? new Uint8Array();
    const entries = (decodeBundle(bundle, 256) ?? []).map((entry, at) =>
      at === 3 ? entry.map((byte) => byte ^ 1) : entry,
    );
    await register.tiles().write('tile/entries/001', encodeBundle(entries));
    const tile = (await register.tiles().read('tile/0/001')) ?? new Uint8Array();
    tile.set(leafHash(entries[3] ?? new Uint8Array()), 3 * 32);
    await register.tiles().write('tile/0/001', tile);
    expect(await check()).toMatchObject({ ok: false, rootFits: false, faults: [{ tile: 'tile/1/000.p/2' }] });
    expect(hashInTile(tile, { level: 0, index: 259 })).toEqual(Buffer.from(leafHash(entries[3] ?? new Uint8Array())));
    expect(await failure(recover())).toBe('recover_altered');
    await register.tiles().write('tile/entries/001', bundle);
    expect(await check()).toMatchObject({ ok: false, faults: [{ tile: 'tile/0/001', what: 'altered' }] });
    expect(await recover()).toMatchObject({ repaired: 1 });
    expect(await check()).toMatchObject({ ok: true });
    expect(await failure(recover())).toBe('recover_nothing');
  });
  test('finds a checkpoint that was written into the database, and a place that was given twice', async () => {
    await register
      .owner()
      .query(
        'insert into checkpoints (size, root, note, at) select 600, root, note, at from checkpoints where size = 700',
      );
    expect(await check()).toMatchObject({ ok: false, badCheckpoints: [600] });
    await register.owner().query('delete from checkpoints where size = 600');
    await register.owner().query('update deposits set entry_index = 10 where entry_index = 11');
    expect(await check()).toMatchObject({ ok: false, misplaced: 2 });
    expect(await register.alarms()).toEqual(['order_missing', 'tile_altered']);
  });
});

describe('[C23] a clock that was set back', () => {
  const register = useRegister();
  test('is an alarm while the register goes on, and ends by itself', async () => {
    await register.receive(1);
    await publishNow(register.house());
    register.house().setTime('2026-11-20T04:00:00Z');
    await register.receive(1);
    await publishNow(register.house());
    expect(await register.alarms()).toEqual(['clock_back']);
    expect(await register.head()).toMatchObject({ published_size: 2 });
    register.house().setTime('2026-11-21T04:00:01Z');
    await register.receive(1);
    await publishNow(register.house());
    expect(await register.alarms()).toEqual([]);
    const { rows } = await register.owner().query('select ended_at from evidence_alarms');
    expect(rows).toHaveLength(1);
  });
});

describe('[C23] a database restored from an older backup', () => {
  const register = useRegister();
  test('may not shrink the register silently; recover takes the order back and loses no place', async () => {
    const owner = register.owner();
    await register.receive(300);
    await publishNow(register.house());
    const backup = (await owner.query('select published_size from evidence_log')).rows[0].published_size;
    // Ten deposits were waiting when the backup was made; five more came after it.
    await register.receive(10);
    await owner.query('create table kept as select * from evidence_inbox');
    await register.receive(5);
    await publishNow(register.house());
    const before = await readCopy(register.tiles());
    const order = await owner.query(
      'select id, entry_index from deposits where id in (select id from kept) order by entry_index',
    );
    await owner.query('delete from deposits where entry_index >= $1', [backup]);
    await owner.query('delete from checkpoints where size > $1', [backup]);
    await owner.query('update evidence_log set size = $1, published_size = $1, holder = null', [backup]);
    await owner.query('insert into evidence_inbox select * from kept');
    // The same process goes on, and a restarted one begins: neither grows a second register from the first.
    expect(await failure(publishNow(register.house()))).toBe('log_shrunk');
    await register.receive(4);
    const log = await register.restart();
    expect(await failure(publishNow({ log }))).toBe('log_stopped');
    expect(await register.alarms()).toEqual(['log_shrunk']);
    expect(await register.head()).toMatchObject({ size: 300, stopped: 'log_shrunk' });
    expect(await readCopy(register.tiles())).toEqual(before);
    const keysDir = join(register.house().dataDir, 'log-keys');
    const done = await recoverRegister(register.house().house, keysDir);
    expect(done).toEqual({ from: 300, size: 315, placed: 10, lost: 5, repaired: 0 });
    expect(await register.alarms()).toEqual([]);
    const again = await owner.query(
      'select id, entry_index from deposits where id in (select id from kept) order by entry_index',
    );
    expect(again.rows).toEqual(order.rows);
    await publishNow({ log });
    expect(await register.head()).toMatchObject({
      size: 319,
      published_size: 319,
      stopped: null,
      rows: 314,
      places: 314,
    });
    const found = await checkRegister({ owner, tiles: register.tiles(), now: new Date(testNow) });
    expect(found).toMatchObject({ ok: true, lost: 5, misplaced: 0 });
    const { rows } = await owner.query("select data from events where act = 'evidence.recover'");
    expect(rows).toEqual([{ data: { from: 300, size: 315, placed: 10, lost: 5, repaired: 0 } }]);
  });
});

describe('[C23] a database that fixed another order after it was restored', () => {
  const register = useRegister();
  test('is told from one that only fell behind: nothing is published, nothing taken over', async () => {
    const owner = register.owner();
    await register.receive(10);
    await publishNow(register.house());
    await register.receive(3);
    await publishNow(register.house());
    const before = await readCopy(register.tiles());
    await owner.query('delete from deposits where entry_index >= 10');
    await owner.query('delete from checkpoints where size > 10');
    await owner.query("update evidence_log set size = 10, published_size = 10, holder = 'older', lease_until = now()");
    await register.receive(6);
    await owner.query("select humi_sequence('older', 100)");
    const log = await register.restart();
    expect(await failure(publishNow({ log }))).toBe('log_shrunk');
    expect(await readCopy(register.tiles())).toEqual(before);
    const keysDir = join(register.house().dataDir, 'log-keys');
    expect(await failure(recoverRegister(register.house().house, keysDir))).toBe('recover_altered');
    expect(await register.head()).toMatchObject({ size: 16, published_size: 10, stopped: 'log_shrunk' });
  });
});

describe('[C23] a database from before the keys were changed', () => {
  const register = useRegister();
  test('learns the keys in force from their files and the checkpoint that they signed', async () => {
    const owner = register.owner();
    const keysDir = join(register.house().dataDir, 'log-keys');
    await register.receive(2);
    await publishNow(register.house());
    const { vkeys } = await rotateKeys(register.house().house, { keysDir, kinds: ['ed25519', 'sm2'] });
    await register.receive(2);
    await publishNow(register.house());
    await owner.query('delete from deposits where entry_index >= 2');
    await owner.query('delete from checkpoints where size > 2');
    await owner.query('update evidence_log set size = 2, published_size = 2, holder = null');
    await owner.query('delete from log_keys where vkey = any($1)', [vkeys]);
    await owner.query('update log_keys set to_size = null');
    const log = await register.restart();
    expect(await failure(publishNow({ log }))).toBe('log_shrunk');
    const stranger = makeKey({ kind: 'sm2', origin: 'a.example/log', size: 0, now: new Date() });
    await writeKey(keysDir, stranger);
    expect(await recoverRegister(register.house().house, keysDir)).toMatchObject({ from: 2, size: 4, lost: 2 });
    const { rows } = await owner.query('select vkey from log_keys where to_size is null order by vkey');
    expect(rows.map(({ vkey }) => vkey)).toEqual([...vkeys].sort());
    await register.receive(1);
    await publishNow({ log });
    expect(await register.head()).toMatchObject({ published_size: 5 });
    expect(await register.alarms()).toEqual([]);
  });
});

describe('[C23] a key file that is missing', () => {
  const register = useRegister();
  test('stops publishing, not receiving; put back, everything received is published', async () => {
    await publishNow(register.house());
    const keys = join(register.house().dataDir, 'log-keys');
    renameSync(keys, `${keys}-away`);
    await register.receive(3);
    const log = await register.restart();
    expect(await failure(publishNow({ log }))).toBe('key_missing');
    expect(await register.alarms()).toEqual(['key_missing']);
    expect(await register.head()).toMatchObject({ size: 0 });
    renameSync(`${keys}-away`, keys);
    await publishNow({ log });
    expect(await register.alarms()).toEqual([]);
    expect(await register.head()).toMatchObject({ published_size: 3, rows: 3 });
  });
});

describe('[C23] a full disk', () => {
  const register = useRegister();
  test('in the middle of publishing loses nothing; with space again it goes on', async () => {
    await publishNow(register.house());
    let room = 2;
    const tight: TileStore = {
      ...register.tiles(),
      write: async (path, bytes) => {
        room -= 1;
        if (room < 0) throw new Refused('disk_full');
        await register.tiles().write(path, bytes);
      },
    };
    await register.receive(600);
    const log = await register.restart(tight);
    expect(await failure(publishNow({ log }))).toBe('disk_full');
    expect(await register.alarms()).toEqual(['disk_full']);
    expect(await register.head()).toMatchObject({ size: 600, published_size: 0 });
    room = 1000;
    await register.receive(5);
    await publishNow({ log });
    expect(await register.alarms()).toEqual([]);
    expect(await register.head()).toMatchObject({ size: 605, published_size: 605, rows: 605, places: 605 });
    const found = await checkRegister({ owner: register.owner(), tiles: register.tiles(), now: new Date(testNow) });
    expect(found.ok).toBe(true);
  });
});

describe('[C23] the tile store of another register', () => {
  const [mine, other] = [useRegister(), useRegister()];
  test('is left as it is', async () => {
    await other.receive(4);
    await publishNow(other.house());
    await mine.receive(2);
    const log = await mine.restart(other.tiles());
    expect(await failure(publishNow({ log }))).toBe('log_foreign');
    expect(await mine.alarms()).toEqual(['log_foreign']);
    expect(await readCopy(other.tiles())).toMatchObject({ size: 4 });
  });
});
