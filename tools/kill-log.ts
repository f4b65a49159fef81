/**
 * Kills the register: servers that receive and publish are ended with SIGKILL at random moments and started again, then
 * everything is checked. `node tools/kill-log.ts [ROUNDS]` does it on a temporary database (100 rounds unless said
 * otherwise); a test of the server does a few.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { parseCheckpoint } from '#domain/evidence/checkpoint.ts';
import { consistencyProof, sameBytes, verifyConsistency } from '#domain/evidence/merkle.ts';
import { parseNote, verifyNote } from '#domain/evidence/notes.ts';
import { decodeBundle, tileAt } from '#domain/evidence/tiles.ts';
import { startTemporary } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/open.ts';
import { checkRegister } from '#server/evidence/log/check.ts';
import { openRegister } from '#server/evidence/log/first-start.ts';
import { verifiersOf } from '#server/evidence/log/keys.ts';
import { openEvidenceLog, publishNow } from '#server/evidence/log/sequencer.ts';
import { readTile, treeReader } from '#server/evidence/log/tree.ts';
import { diskTiles } from '#server/kernel/tile-stores.ts';
import type { TileStore } from '#server/kernel/tiles.ts';

export type Killing = {
  readonly owner: pg.Pool;
  readonly connection: pg.PoolConfig;
  readonly dir: string;
  readonly keysDir: string;
  readonly rounds: number;
  readonly onRound?: (round: number, published: number) => void;
};

export type Outcome = {
  readonly rounds: number;
  /** Rounds between whose kills the published size grew. */
  readonly grew: number;
  readonly acknowledged: number;
  readonly size: number;
  readonly checkpointsSeen: number;
  /** Sentences; none when nothing was lost, doubled or forked. */
  readonly problems: readonly string[];
};

type Seen = Map<string, { readonly size: number; readonly root: Uint8Array; readonly note: string }>;

/** Two servers on one register, one of which is killed each round. */
export async function killRounds({ owner, connection, dir, keysDir, rounds, onRound }: Killing): Promise<Outcome> {
  const tiles = diskTiles({ kind: 'disk', dir });
  const acknowledged = new Map<string, string>();
  const errors: string[] = [];
  const start = () => startChild([JSON.stringify(connection), dir, keysDir], { acknowledged, errors });
  const children = [start(), start()];
  const seen: Seen = new Map();
  const observer = observe(owner, tiles, seen);
  let [grew, before] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    await wait(200 + Math.random() * 2_300);
    const at = Math.floor(Math.random() * 2);
    await kill(children[at]);
    const published = await publishedOf(owner);
    if (published > before) grew += 1;
    before = published;
    children[at] = start();
    onRound?.(round + 1, published);
  }
  await Promise.all(children.map(kill));
  await observer.stop();
  const clock = () => new Date();
  const log = openEvidenceLog({ owner, tiles, clock, keysDir, report: () => {}, rounds: [], running: false });
  await publishNow({ log });
  await log.stop();
  const problems = [...errors, ...(await judge({ owner, tiles, acknowledged, seen }))];
  const size = await publishedOf(owner);
  return { rounds, grew, acknowledged: acknowledged.size, size, checkpointsSeen: seen.size, problems };
}

function startChild(
  args: string[],
  { acknowledged, errors }: { acknowledged: Map<string, string>; errors: string[] },
): ChildProcess {
  const child = spawn(process.execPath, [fileURLToPath(new URL('kill-log-child.ts', import.meta.url)), ...args]);
  let rest = '';
  child.stdout.on('data', (chunk) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) acknowledged.set(line.slice(0, 36), line.slice(37));
  });
  child.stderr.on('data', (chunk) => errors.push(String(chunk).trim()));
  return child;
}

async function kill(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined) return;
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

async function publishedOf(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query('select published_size from evidence_log');
  return rows[0].published_size;
}

/** Somebody outside who reads the newest checkpoint all the time, from the database and beside the tiles, and forgets none. */
function observe(owner: pg.Pool, tiles: TileStore, seen: Seen): { stop(): Promise<void> } {
  let isOver = false;
  const look = (note: string | undefined): void => {
    const checkpoint = parseCheckpoint(parseNote(note ?? '')?.text ?? '');
    if (checkpoint && note)
      seen.set(`${checkpoint.size} ${Buffer.from(checkpoint.root).toString('hex')}`, { ...checkpoint, note });
  };
  const looking = (async () => {
    while (!isOver) {
      const { rows } = await owner.query('select note from checkpoints order by size desc limit 1');
      look(rows[0]?.note);
      const copy = await tiles.read('checkpoint');
      look(copy && Buffer.from(copy).toString());
      await wait(2);
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await looking;
    },
  };
}

type Evidence = { owner: pg.Pool; tiles: TileStore; acknowledged: ReadonlyMap<string, string>; seen: Seen };

async function judge(evidence: Evidence): Promise<string[]> {
  const { owner, tiles } = evidence;
  const found = await checkRegister({ owner, tiles, now: new Date() });
  const whole = found.ok ? [] : [`the full check: ${JSON.stringify({ ...found, root: undefined })}`];
  return [...whole, ...(await judgePlaces(evidence, found.size)), ...(await judgeHistory(evidence, found.size))];
}

/** Every acknowledged entry has one place, and lies there in the public bundle. */
async function judgePlaces({ owner, tiles, acknowledged }: Evidence, size: number): Promise<string[]> {
  const problems: string[] = [];
  const { rows } = await owner.query('select id, entry_index from deposits order by entry_index');
  const waiting = await owner.query('select count(*) as n from evidence_inbox');
  if (waiting.rows[0].n !== 0) problems.push(`${waiting.rows[0].n} still wait`);
  const gaps = rows.filter(({ entry_index }, at) => entry_index !== at).length;
  if (gaps > 0 || rows.length !== size)
    problems.push(`${rows.length} deposits, ${size} published, ${gaps} out of place`);
  const ids = new Set(rows.map(({ id }) => id));
  if (ids.size !== rows.length) problems.push(`${rows.length - ids.size} ids twice`);
  const lost = [...acknowledged.keys()].filter((id) => !ids.has(id));
  if (lost.length > 0) problems.push(`${lost.length} acknowledged deposits are gone, such as ${lost[0]}`);
  for (let bundle = 0; bundle * 256 < size; bundle += 1) {
    const tile = tileAt('entries', bundle, size);
    const entries = tile && decodeBundle(await readTile(tiles, tile), tile.width);
    for (const [at, entry] of (entries ?? []).entries()) {
      const told = acknowledged.get(rows[bundle * 256 + at]?.id);
      const isSame = told === undefined || told === createHash('sha256').update(entry).digest('hex');
      if (!isSame) problems.push(`place ${bundle * 256 + at} holds another entry`);
    }
  }
  return problems;
}

/** Every checkpoint that anybody ever saw is signed, and the register grew from it to what it is now. */
async function judgeHistory({ owner, tiles, seen }: Evidence, size: number): Promise<string[]> {
  const { rows } = await owner.query('select array(select vkey from log_keys) as vkeys');
  const last = await owner.query('select root from checkpoints where size = $1', [size]);
  const newRoot: Buffer = last.rows[0].root;
  const read = treeReader(tiles, size);
  const roots = new Map<number, Uint8Array>();
  const problems: string[] = [];
  for (const one of seen.values()) {
    const note = parseNote(one.note);
    const path = one.size <= size ? await consistencyProof(read, one.size, size) : [];
    const fits = verifyConsistency({ oldSize: one.size, newSize: size, oldRoot: one.root, newRoot, path });
    if (!fits) problems.push(`the checkpoint of ${one.size} does not lead to that of ${size}`);
    if (!note || !verifyNote(note, verifiersOf(rows[0].vkeys)).ok)
      problems.push(`the checkpoint of ${one.size} is not signed`);
    const other = roots.get(one.size);
    if (other && !sameBytes(other, one.root)) problems.push(`two roots of ${one.size}`);
    roots.set(one.size, one.root);
  }
  return problems;
}

async function main(rounds: number): Promise<number> {
  const temporary = await startTemporary();
  const home = mkdtempSync(join(tmpdir(), 'humi-kill-'));
  const database = openDatabase({ connection: temporary.config, clock: () => new Date() });
  const { owner } = database;
  const [dir, keysDir] = [join(home, 'log'), join(home, 'log-keys')];
  try {
    await migrate(owner);
    await openRegister({
      owner,
      keysDir,
      origin: 'humi.example/log/kill',
      publicUrl: 'http://localhost',
      now: new Date(),
    });
    const onRound = (round: number, published: number) => console.log(`kill ${round}: ${published} published`);
    const outcome = await killRounds({ owner, connection: temporary.config, dir, keysDir, rounds, onRound });
    const partial = readdirSync(dir, { recursive: true }).filter((name) => /\.p\/\d+$/.test(String(name))).length;
    console.log(JSON.stringify({ ...outcome, partialFiles: partial }, null, 2));
    return outcome.problems.length === 0 ? 0 : 1;
  } finally {
    await database.close();
    await temporary.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

if (import.meta.main) process.exitCode = await main(Number(process.argv[2] ?? 100));
