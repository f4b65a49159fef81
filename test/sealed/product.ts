import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { findRunning } from '#server/db/embedded-running.ts';
import { openRecorder, type Recorder } from './recorder.ts';

/** The product as an operator runs it: a process of its own with its own database and files, behind a recorder. */
export type Product = {
  /** Address of the recorder: what browsers are given. */
  readonly url: string;
  readonly dataDir: string;
  readonly recorder: Recorder;
  readonly owner: pg.Pool;
  /** Everything the process said so far. */
  output(): Buffer;
  /** Ends the database as a crash does; the product starts it again by itself. */
  crashDatabase(): void;
  /** Waits until it answers again. */
  healthy(): Promise<void>;
  stop(): Promise<void>;
};

const program = join(import.meta.dirname, '../../bin/humi.mjs');

export async function startProduct(): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'humi-sealed-'));
  // As root the database runs as somebody else, who must reach its folder here and not put it elsewhere.
  chmodSync(dataDir, 0o711);
  const port = await freePort();
  const recorder = await openRecorder(() => port);
  const child = spawn(process.execPath, [program, 'start'], {
    env: {
      ...process.env,
      ...{ HUMI_DATA: dataDir, HUMI_PORT: String(port), HUMI_URL: recorder.url, HUMI_LOG: 'on', HUMI_BUILD: 'off' },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => said.push(bytes));
  const output = () => Buffer.concat(said);
  await answering(port, child, output);
  const connection = findRunning(join(dataDir, 'db'));
  if (!connection) throw new Error('the database does not run');
  const owner = new pg.Pool({ ...connection, max: 2 });
  owner.on('error', () => undefined);
  await talkative(owner);
  return {
    ...{ url: recorder.url, dataDir, recorder, owner, output },
    healthy: () => answering(port, child, output),
    crashDatabase: () => {
      const pid = Number(readFileSync(join(dataDir, 'db/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, 'SIGQUIT');
    },
    stop: async () => {
      await owner.end();
      await recorder.close();
      const ended = once(child, 'exit');
      if (child.exitCode === null && child.kill('SIGTERM')) await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The database writes every statement with its values into its log: the worst operator one can have. */
async function talkative(owner: pg.Pool): Promise<void> {
  const { rows } = await owner.query('select current_database() as name');
  const settings = { log_statement: 'all', log_min_error_statement: 'debug5', log_error_verbosity: 'verbose' };
  for (const [name, value] of Object.entries(settings))
    await owner.query(`alter database ${rows[0].name} set ${name} = '${value}'`);
  // Those that are open keep the former settings: they are ended, and the product opens others.
  await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
}

async function answering(port: number, child: ChildProcess, output: () => Buffer): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`the product ended: ${output().toString()}`);
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error(`the product does not answer: ${output().toString()}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
