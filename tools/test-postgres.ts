import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';

/** How a superuser reaches it, as `pg` takes it (over a unix socket), and how to stop and remove it. */
export type TestPostgres = { config: typeof superuser & { host: string }; stop: () => void };

const superuser = { port: 5432, user: 'postgres', password: '', database: 'postgres' };

type Account = { uid: number; gid: number };

/**
 * Starts a private cluster of the given major version in a temporary folder; on Debian, root installs it when
 * it is missing. Data are not synced to disk: it lives for one run.
 * @throws Error that names the cause when the version cannot be had or does not start
 */
export async function startTestPostgres(version: string): Promise<TestPostgres> {
  const programs = findPrograms(version);
  const account = process.getuid?.() === 0 ? accountOf('postgres') : undefined;
  const folder = mkdtempSync(join(tmpdir(), `humi-pg${version}-`));
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (account !== undefined) for (const path of [folder, data]) chownSync(path, account.uid, account.gid);
  const options = { ...account, cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } };
  execFileSync(join(programs, 'initdb'), initOptions(data), { ...options, stdio: ['ignore', 'ignore', 'inherit'] });
  const server = spawn(join(programs, 'postgres'), serverOptions(data, folder), { ...options, stdio: 'ignore' });
  const stop = () => {
    if (!existsSync(folder)) return;
    const answer = spawnSync(join(programs, 'pg_ctl'), ['stop', '-m', 'immediate', '-w', '-D', data], {
      ...options,
      stdio: 'ignore',
    });
    if (answer.status !== 0) server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', stop);
  const config = { ...superuser, host: folder };
  await untilItAnswers(config, version);
  return { config, stop };
}

/** The folder with initdb and postgres; Debian's first, then Homebrew's. */
function findPrograms(version: string): string {
  const folders = [
    `/usr/lib/postgresql/${version}/bin`,
    `/opt/homebrew/opt/postgresql@${version}/bin`,
    `/usr/local/opt/postgresql@${version}/bin`,
  ];
  const find = () => folders.find((folder) => existsSync(join(folder, 'initdb')));
  const there = find();
  if (there !== undefined) return there;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) install(version);
  const installed = find();
  if (installed === undefined)
    throw new Error(`PostgreSQL ${version} is not here: install package postgresql-${version}.`);
  return installed;
}

function install(version: string): void {
  console.log(`Installing postgresql-${version}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-q'], { env, stdio: 'ignore' });
  const options = ['install', '-y', '-q', '--no-install-recommends', `postgresql-${version}`];
  spawnSync('apt-get', options, { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** PostgreSQL refuses to run as root. */
function accountOf(name: string): Account {
  const id = (option: string) => Number(execFileSync('id', [option, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function initOptions(data: string): string[] {
  return ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
}

function serverOptions(data: string, socketFolder: string): string[] {
  const settings = [
    'listen_addresses=',
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=200',
  ];
  return ['-D', data, '-k', socketFolder, ...settings.flatMap((setting) => ['-c', setting])];
}

async function untilItAnswers(config: TestPostgres['config'], version: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const client = new Client(config);
    try {
      await client.connect();
      const { rows } = await client.query('show server_version');
      await client.end();
      console.log(`PostgreSQL ${rows[0]?.server_version} for this run`);
      return;
    } catch {
      await wait(100);
    }
  }
  throw new Error(`PostgreSQL ${version} did not start within ten seconds.`);
}
