import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { leafHash, sameBytes } from '#domain/evidence/merkle.ts';
import { extendTree, tilePath } from '#domain/evidence/tiles.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import { useHouse } from '#test/house.ts';
import { receiveEntries } from '#test/log.ts';
import { readBundles } from './audit.ts';
import { checkRegister } from './check.ts';
import { leaveLease } from './head.ts';
import { type EvidenceLog, openEvidenceLog, publishNow } from './sequencer.ts';

const house = useHouse();
const owner = () => house().house.database.owner;
const keysDir = () => join(house().dataDir, 'log-keys');

/** A tile store whose files arrive late, by as much as the numbers say, one after another. */
function slow(tiles: TileStore, delays: readonly number[]): TileStore {
  let at = 0;
  const later = async (): Promise<void> => {
    at += 1;
    await wait(delays[at % delays.length] ?? 0);
  };
  return {
    ...tiles,
    write: async (path, bytes) => {
      await later();
      await tiles.write(path, bytes);
    },
  };
}

/** The lease is taken from whoever holds it, as when it ran out in the middle of a round. */
const robLease = async (): Promise<void> => {
  const { rows } = await owner().query('select holder from evidence_log');
  if (rows[0].holder) await leaveLease(owner(), rows[0].holder);
};

const problems: unknown[] = [];

const sequencer = (delays: readonly number[]): EvidenceLog =>
  openEvidenceLog({
    owner: owner(),
    tiles: slow(house().house.tiles, delays),
    clock: house().house.clock,
    keysDir: keysDir(),
    report: (_queue, error) => problems.push(error),
    rounds: [],
    running: true,
    every: 5,
    leaseSeconds: 1,
  });

test('[C23] two sequencers on one register, however late they are, write one tree without gap or fork', async () => {
  await house().log.stop();
  const run = async (counts: readonly number[], delays: readonly number[]): Promise<void> => {
    const before = new Map(
      (await owner().query('select size, root from checkpoints')).rows.map(({ size, root }) => [size, root]),
    );
    const both = [sequencer(delays), sequencer([...delays].reverse())];
    for (const count of counts) {
      await receiveEntries(owner(), count);
      await wait(delays[count % delays.length] ?? 0);
      await robLease();
    }
    await Promise.all(both.map((log) => publishNow({ log })));
    await Promise.all(both.map((log) => log.stop()));
    const found = await checkRegister({ owner: owner(), tiles: house().house.tiles, now: new Date() });
    expect(found).toMatchObject({ ok: true, misplaced: 0 });
    const after = await owner().query('select size, root from checkpoints');
    for (const { size, root } of after.rows) if (before.has(size)) expect(root).toEqual(before.get(size));
  };
  const delays = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 6 });
  const counts = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 });
  await fc.assert(fc.asyncProperty(counts, delays, run), { numRuns: 8 });
  expect(problems).toEqual([]);
  const { rows } = await owner().query('select kind from evidence_alarms');
  expect(rows).toEqual([]);
}, 120_000);

test('[C23] the tiles are those that anybody computes from the entries alone', async () => {
  const { rows } = await owner().query(
    'select c.size, c.root from checkpoints c join evidence_log on published_size = c.size',
  );
  const { size, root } = rows[0];
  const bundles = await readBundles(house().house.tiles, 0, size);
  const leaves = bundles.flatMap(({ entries = [] }) => entries.map(leafHash));
  expect(leaves).toHaveLength(size);
  const tree = extendTree({ size: 0, edge: new Map(), leaves });
  expect(sameBytes(tree.root, root)).toBe(true);
  for (const tile of tree.tiles) {
    const stored = await house().house.tiles.read(tilePath(tile));
    expect(stored && sameBytes(stored, tile.bytes), tilePath(tile)).toBe(true);
  }
});

test('[C23] a full tile leaves no partial one behind, not even that of a run that was killed', async () => {
  const size = async () => (await owner().query('select published_size as size from evidence_log')).rows[0].size;
  const { clock, tiles } = house().house;
  const options = { owner: owner(), tiles, clock, keysDir: keysDir(), report: () => {}, rounds: [], running: false };
  if ((await size()) % 256 === 0) {
    // At the very edge of a tile nothing of the next one is known yet.
    const before = openEvidenceLog(options);
    await receiveEntries(owner(), 1);
    await publishNow({ log: before });
    await before.stop();
  }
  const at = String(Math.floor((await size()) / 256)).padStart(3, '0');
  const partial = () =>
    readdirSync(join(house().dataDir, 'files/log'), { recursive: true })
      .map(String)
      .filter((name) => name.includes(`/${at}.p`));
  await tiles.write(`tile/0/${at}.p/255`, new Uint8Array(255 * 32));
  const log = openEvidenceLog(options);
  await publishNow({ log });
  await receiveEntries(owner(), 300);
  await publishNow({ log });
  // Readers that began before still find what they look for.
  expect(partial().length).toBeGreaterThan(1);
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.advanceTimersByTime(86_400_000);
  await publishNow({ log });
  vi.useRealTimers();
  await log.stop();
  expect(partial()).toEqual([]);
});
