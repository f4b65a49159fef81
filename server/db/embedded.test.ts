import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Embedded, startEmbedded, startTemporary } from './embedded.ts';
import { findBinaries, findPackage } from './embedded-binaries.ts';
import { readPostmasterPid } from './embedded-cluster.ts';
import { isAlive, takeLock } from './embedded-lock.ts';
import { findPlace } from './embedded-place.ts';
import { shortenLog } from './embedded-server.ts';

const linux = process.platform === 'linux';
const root = process.getuid?.() === 0;
const NOBODY = { uid: 65534, gid: 65534 };

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** One database for the tests that only need one: each leaves it stopped, or killed, which is the same to the next. */
let made: string;
beforeAll(async () => {
  made = realpathSync(mkdtempSync(join(tmpdir(), 'humi-test-')));
  const embedded = await startEmbedded({ dataDir: made });
  await ask(embedded, 'create table kept (n int primary key)');
  await embedded.stop();
});
afterAll(() => rmSync(made, { recursive: true, force: true }));

function folder(): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'humi-test-')));
  chmodSync(dir, 0o755);
  undo.push(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

async function start(dataDir: string, log: (sentence: string) => void = () => {}): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, log });
  undo.push(embedded.stop);
  return embedded;
}

async function ask(embedded: Pick<Embedded, 'config'>, sql: string): Promise<unknown> {
  const client = new pg.Client(embedded.config);
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** Another Humi: starts the database of `dataDir`, says "up" or the refusal, then does `then`. */
function anotherHumi(dataDir: string, then = ''): { child: ChildProcess; line: () => Promise<string> } {
  const code = `
    import { startEmbedded } from '#server/db/embedded.ts';
    const embedded = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} }).catch((error) => {
      console.log(error.reason);
      process.exit(3);
    });
    console.log('up');
    ${then || 'setInterval(() => {}, 1000);'}`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  undo.push(() => child.kill('SIGTERM') && exited);
  const line = async () => {
    const [text] = await once(child.stdout ?? child, 'data');
    return String(text).trim();
  };
  return { child, line };
}

async function eventually(test: () => boolean | Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 250; tries++) {
    if (await test()) return true;
    await sleep(20);
  }
  return false;
}

/** The pid of the server on the cluster in `home`, which must run. */
function serverOf(home: string): number {
  const pid = readPostmasterPid(join(home, 'cluster'));
  if (pid === undefined) throw new Error(`no server runs in ${home}`);
  return pid;
}

/** MB that a process and its children hold, each shared page counted once (proportional set size). */
function memoryOf(pid: number): number {
  const children = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && read(`/proc/${name}/stat`).includes(`) S ${pid} `),
  );
  const sizes = [String(pid), ...children].map(
    (name) => /^Pss:\s+(\d+)/m.exec(read(`/proc/${name}/smaps_rollup`))?.[1],
  );
  return sizes.reduce((sum, size) => sum + Number(size ?? 0), 0) / 1024;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

describe('a database of one directory', () => {
  it('is made once, keeps its data, and listens nowhere but on its socket', async () => {
    const dir = folder();
    const first = await start(dir);
    expect(first.reused).toBe(false);
    await ask(first, 'create table kept (n int)');
    await ask(first, 'insert into kept values (7)');
    await first.stop();
    await first.stop();
    const second = await start(dir);
    expect(second.reused).toBe(true);
    expect(await ask(second, 'select n from kept')).toBe(7);
    expect(
      await ask(second, `select datctype || pg_encoding_to_char(encoding) from pg_database where datname = 'humi'`),
    ).toMatch(/UTF-8UTF8$/);
    for (const [name, value] of [
      ['fsync', 'on'],
      ['synchronous_commit', 'on'],
      ['TimeZone', 'UTC'],
      ['listen_addresses', ''],
    ]) {
      expect([name, await ask(second, `show ${name}`)]).toEqual([name, value]);
    }
    await expect(ask({ config: { ...second.config, password: 'wrong' } }, 'select 1')).rejects.toThrow(/password/);
  });

  it('keeps password, log and rows from the eyes of other users', async () => {
    const dir = made;
    const embedded = await start(dir);
    await ask(embedded, 'create table if not exists secret (formula text primary key)');
    await ask(embedded, `insert into secret values ('two parts salt')`);
    await expect(ask(embedded, `insert into secret values ('two parts salt')`)).rejects.toThrow();
    for (const [name, mode] of [
      ['password', 0o600],
      ['postgres.log', 0o600],
      ['cluster', 0o700],
    ] as const) {
      expect([name, statSync(join(dir, name)).mode & 0o777]).toEqual([name, mode]);
    }
    const log = readFileSync(join(dir, 'postgres.log'), 'utf8');
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('two parts salt');
  });

  it.runIf(root)('belongs to nobody when root starts it', async () => {
    const dir = made;
    await start(dir);
    expect(statSync(join(dir, 'cluster')).uid).toBe(NOBODY.uid);
    expect(readFileSync(`/proc/${serverOf(dir)}/status`, 'utf8')).toMatch(/^Uid:\s+65534\s+65534\s+65534\s+65534$/m);
    expect(readFileSync(`/proc/${serverOf(dir)}/status`, 'utf8')).toMatch(/^Groups:\s*$/m);
  });

  it('finds a short place for its socket when the path is too long', async () => {
    const dir = join(folder(), '很长的文件夹名'.repeat(4), 'd'.repeat(60));
    const embedded = await start(dir);
    expect(Buffer.byteLength(embedded.config.host)).toBeLessThan(90);
    expect(await ask(embedded, 'select 1')).toBe(1);
    await embedded.stop();
    expect(existsSync(embedded.config.host)).toBe(false);
  });

  it('does not take a start that was cut short for a cluster', async () => {
    const dir = folder();
    mkdirSync(join(dir, 'cluster.new-x1'));
    writeFileSync(join(dir, 'cluster.new-x1', 'PG_VERSION'), '18');
    expect((await start(dir)).reused).toBe(false);
    expect(readdirSync(dir).filter((name) => name.startsWith('cluster'))).toEqual(['cluster']);
  });

  it.runIf(linux)('takes at most 150 MB once all its buffers were used, with ten idle connections', async () => {
    const embedded = await start(made);
    const pool = new pg.Pool({ ...embedded.config, max: 10 });
    pool.on('error', () => {});
    // Five tables of 13 MB: PostgreSQL keeps a larger one out of its 64 MB of buffers.
    const tables = [1, 2, 3, 4, 5].map((n) => `large_${n}`);
    for (const table of tables)
      await pool.query(`create table ${table} as select i, md5(i::text) from generate_series(1, 200000) i`);
    const counts = tables.map((table) => `(select count(md5) from ${table})`);
    await Promise.all(Array.from({ length: 10 }, () => pool.query(`select ${counts}, pg_sleep(0.1)`)));
    expect(pool.totalCount).toBe(10);
    expect(memoryOf(serverOf(made))).toBeLessThan(150);
    expect(memoryOf(serverOf(made))).toBeGreaterThan(70);
    await pool.query(`drop table ${tables}`);
    await pool.end();
  });

  it('keeps its log short', () => {
    const dir = folder();
    writeFileSync(join(dir, 'postgres.log'), '');
    truncateSync(join(dir, 'postgres.log'), 6_000_000);
    shortenLog(dir);
    expect(statSync(join(dir, 'postgres.log')).size).toBe(0);
    expect(statSync(join(dir, 'postgres.log.1')).size).toBe(6_000_000);
  });
});

describe('two on one directory', () => {
  it('refuses the second, naming the first', async () => {
    const dir = made;
    const { child, line } = anotherHumi(dir);
    expect(await line()).toBe('up');
    await expect(startEmbedded({ dataDir: dir })).rejects.toMatchObject({
      reason: 'database_in_use',
      detail: { dir, pid: child.pid },
    });
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(await ask(await start(dir), 'select 1')).toBe(1);
  });

  it('lets one of four through that start in the same instant over a dead lock', async () => {
    const dir = made;
    writeFileSync(join(dir, 'humi.lock'), JSON.stringify({ pid: 1, started: 'an earlier boot', token: 'old' }));
    const lines = await Promise.all([1, 2, 3, 4].map(() => anotherHumi(dir).line()));
    expect(lines.toSorted()).toEqual(['database_in_use', 'database_in_use', 'database_in_use', 'up']);
  });

  it('lets one of many through in one process, too', async () => {
    const dir = made;
    const results = await Promise.allSettled([start(dir), start(dir), start(dir)]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it('takes over a lock that a power cut left empty, or whose taker died on the way', () => {
    const path = join(folder(), 'humi.lock');
    writeFileSync(path, '');
    writeFileSync(`${path}.after-unreadable`, JSON.stringify({ pid: 4194305, started: 'gone', token: 'dead' }));
    takeLock(path)();
    expect(readdirSync(dirname(path))).toEqual([]);
  });
});

describe('after a death', () => {
  it.runIf(linux)('ends the server that a kill -9 of Humi left, and keeps what was committed', async () => {
    const dir = made;
    const { child, line } = anotherHumi(dir);
    await line();
    const orphan = serverOf(dir);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive({ pid: orphan })).toBe(true);
    const said: string[] = [];
    const embedded = await start(dir, (sentence) => said.push(sentence));
    expect(said.join()).toContain(String(orphan));
    expect(isAlive({ pid: orphan })).toBe(false);
    expect(await ask(embedded, 'select 1')).toBe(1);
  });

  it.runIf(linux)('starts the server again after its kill -9, and recovers', async () => {
    const dir = made;
    const said: string[] = [];
    const embedded = await start(dir, (sentence) => said.push(sentence));
    await ask(embedded, 'insert into kept select generate_series(1, 1000)');
    const killed = serverOf(dir);
    process.kill(killed, 'SIGKILL');
    const answers = () => ask(embedded, 'select count(*)::int from kept').catch(() => 0);
    expect(await eventually(async () => (await answers()) === 1000)).toBe(true);
    expect(serverOf(dir)).not.toBe(killed);
    expect(said.join()).toContain('SIGKILL');
  });

  it.runIf(linux)('recovers when both were killed', async () => {
    const dir = made;
    const { child, line } = anotherHumi(dir);
    await line();
    const orphan = serverOf(dir);
    child.kill('SIGKILL');
    process.kill(orphan, 'SIGKILL');
    await once(child, 'exit');
    expect(await ask(await start(dir), 'select 1')).toBe(1);
  });

  it.runIf(linux)('is not misled by a process that now has the number of the old server', async () => {
    const dir = made;
    const sleeper = spawn('sleep', ['60'], { cwd: '/', ...(root && NOBODY) });
    undo.push(() => sleeper.kill('SIGKILL'));
    writeFileSync(join(dir, 'cluster', 'postmaster.pid'), `${sleeper.pid}\n${dir}/cluster\n1\n5432\n\n\n 1 1\nready\n`);
    expect(await ask(await start(dir), 'select 1')).toBe(1);
    expect(sleeper.exitCode ?? sleeper.signalCode).toBeNull();
  });

  for (const [how, then, signal] of [
    ['a normal end', '', 'SIGTERM'],
    ['Ctrl-C', '', 'SIGINT'],
    ['an error nobody catches', `setTimeout(() => { throw new Error('bug'); }, 10);`, undefined],
    ['an empty event loop', ';', undefined],
  ] as const) {
    it(`ends with Humi: ${how}`, async () => {
      const dir = made;
      const { child, line } = anotherHumi(dir, then);
      const exited = once(child, 'exit');
      await line();
      const server = readPostmasterPid(join(dir, 'cluster'));
      if (signal) child.kill(signal);
      const [, died] = await exited;
      expect(died).toBe(signal ?? null);
      expect(await eventually(() => server === undefined || !isAlive({ pid: server }))).toBe(true);
      expect(readPostmasterPid(join(dir, 'cluster'))).toBeUndefined();
    });
  }
});

describe('a start that cannot be', () => {
  const causeOf = (dataDir: string) =>
    startEmbedded({ dataDir }).then(
      () => 'it started',
      (error) => [error.reason, error.detail.cause].join(': '),
    );

  it('names the cause: no folder can be made', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    expect(await causeOf(join(file, 'db'))).toMatch(/^database_cannot_start: ENOTDIR.*file/);
  });

  it("names the cause in PostgreSQL's own words: files of another version", async () => {
    const dir = folder();
    await (await start(dir)).stop();
    writeFileSync(join(dir, 'cluster', 'PG_VERSION'), '15\n');
    expect(await causeOf(dir)).toBe('database_cannot_start: FATAL:  database files are incompatible with server');
    expect(existsSync(join(dir, 'humi.lock'))).toBe(false);
  });

  it('names the cause: the disk is full, and leaves nothing half-made', async ({ skip }) => {
    const dir = folder();
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', dir]).status !== 0) skip('may not mount');
    undo.push(() => spawnSync('umount', [dir]));
    expect(await causeOf(dir)).toMatch(/^database_cannot_start: .*No space left on device/);
    expect(readdirSync(dir)).toEqual([]);
  });
});

describe("PostgreSQL's programs", () => {
  /** A copy of the package without links, as npm install --ignore-scripts leaves it. */
  function bare(): { native: string; version: string } {
    const native = join(folder(), 'native');
    // Hard links where both are on one disk: 60 MB, three times.
    const { status } = spawnSync('cp', ['-al', findPackage().native, native]);
    if (status !== 0) spawnSync('cp', ['-a', findPackage().native, native]);
    const links = readdirSync(join(native, 'lib'), { withFileTypes: true }).filter((entry) => entry.isSymbolicLink());
    for (const { name } of links) rmSync(join(native, 'lib', name));
    return { native, version: '0' };
  }
  const me = root ? NOBODY : {};

  it.runIf(linux)('run without the install script, as often as one likes', async () => {
    const from = bare();
    const before = readdirSync(join(from.native, 'lib')).length;
    const found = await findBinaries(me, from, []);
    expect(found.postgres).toBe(join(from.native, 'bin', 'postgres'));
    expect(readdirSync(join(from.native, 'lib')).length).toBe(before + 14);
    expect(await findBinaries(me, from, [])).toEqual(found);
  });

  it.runIf(root && linux)('are copied once where they can be run, when their own folder is closed', async () => {
    const from = bare();
    chmodSync(dirname(from.native), 0o700);
    const cache = folder();
    const found = await findBinaries(NOBODY, from, [cache]);
    expect(found.initdb).toBe(join(cache, 'humi-postgres-0-0', 'native', 'bin', 'initdb'));
    const made = statSync(found.initdb).ino;
    await findBinaries(NOBODY, from, [cache]);
    expect(statSync(found.initdb).ino).toBe(made);
    rmSync(found.initdb);
    await findBinaries(NOBODY, from, [cache]);
    expect(existsSync(found.initdb)).toBe(true);
    expect(readdirSync(cache)).toEqual(['humi-postgres-0-0']);
    expect(await findBinaries(NOBODY, from, []).catch((error) => error.reason)).toBe('database_cannot_start');
  });

  it.runIf(root && linux)('are never taken from a copy that others could have put there', async () => {
    const from = bare();
    chmodSync(dirname(from.native), 0o700);
    const [cache, good, trap] = [folder(), folder(), folder()];
    cpSync(findPackage().native, join(trap, 'native'), { recursive: true, verbatimSymlinks: true });
    symlinkSync(trap, join(cache, 'humi-postgres-0-0'));
    const found = await findBinaries(NOBODY, from, [cache, good]);
    expect(found.postgres.startsWith(good)).toBe(true);
    expect(readdirSync(cache)).toEqual(['humi-postgres-0-0']);
  });
});

describe.runIf(root && linux)('a data directory that nobody can reach', () => {
  it('keeps its files where nobody can, and says so', async () => {
    const closed = folder();
    chmodSync(closed, 0o700);
    const dir = join(closed, 'data', 'db');
    const said: string[] = [];
    const embedded = await start(dir, (sentence) => said.push(sentence));
    const home = readFileSync(join(dir, 'cluster.moved'), 'utf8').trim();
    undo.unshift(() => rmSync(home, { recursive: true, force: true }));
    expect(home).toMatch(/^\/var\/lib\/humi\/[0-9a-f]{16}$/);
    expect(said.join()).toContain(home);
    await ask(embedded, 'create table kept ()');
    await embedded.stop();
    expect(await ask(await start(dir), `select count(*)::int from pg_tables where tablename = 'kept'`)).toBe(1);
  });

  it('never starts an empty database in place of one that is missing or out of reach', () => {
    const closed = folder();
    const [dir, far] = [join(closed, 'db'), join(folder(), 'far')];
    mkdirSync(join(dir, 'cluster'), { recursive: true });
    chmodSync(closed, 0o700);
    expect(() => findPlace(dir, () => {}, far)).toThrow(`chmod o+x ${closed}`);
    rmSync(join(dir, 'cluster'), { recursive: true });
    const { home } = findPlace(dir, () => {}, far);
    rmSync(home, { recursive: true });
    expect(() => findPlace(dir, () => {}, far)).toThrow('missing');
  });
});

describe('a temporary database', () => {
  it('is fast, separate and gone after use', async () => {
    const [one, two] = await Promise.all([startTemporary(), startTemporary()]);
    expect(await ask(one, 'show fsync')).toBe('off');
    expect(one.config.host).not.toBe(two.config.host);
    await Promise.all([one.stop(), two.stop()]);
    expect(existsSync(dirname(one.config.host))).toBe(false);
  });
});
