/** One server as far as the register goes: writers and a sequencer, until it is killed. Started by kill-log.ts. */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase } from '#server/db/open.ts';
import { openEvidenceLog } from '#server/evidence/log/sequencer.ts';
import { diskTiles } from '#server/kernel/tile-stores.ts';
import { makeEntries, receiveEntries } from '#test/log.ts';

const [connection = '{}', dir = '', keysDir = ''] = process.argv.slice(2);
const clock = () => new Date();
const { owner } = openDatabase({ connection: JSON.parse(connection), clock });
const tiles = diskTiles({ kind: 'disk', dir });
const report = (_queue: string, error: unknown) => process.stderr.write(`${String(error)}\n`);

openEvidenceLog({ owner, tiles, clock, report, keysDir, rounds: [], running: true, every: 5, leaseSeconds: 1 });

/** Tells an entry only after its commit. */
async function write(): Promise<never> {
  for (;;) {
    const made = makeEntries(1 + Math.floor(Math.random() ** 3 * 400));
    await receiveEntries(owner, made);
    const lines = made.map(({ id, entry }) => `${id} ${createHash('sha256').update(entry).digest('hex')}\n`);
    process.stdout.write(lines.join(''));
    await wait(Math.random() * 60);
  }
}

await Promise.all([write(), write()]);
