/** One run of the PostgreSQL server: started, awaited, its log kept short. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, copyFileSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './embedded-binaries.ts';
import type { Place } from './embedded-place.ts';
import { cannotStart, cleanEnvironment, ending, lastWord } from './embedded-tool.ts';

/** A server that answers. `ended` gives its exit code or signal, whenever that comes. */
export type Running = { child: ChildProcess; ended: Promise<number | string>; isAlive(): boolean };

export type Listening = { socketFolder: string | undefined; port: number };

/** Bytes of the log file, and again of the one before it. */
const LONGEST_LOG = 5_000_000;

/**
 * What every server runs with. An idle one must stay below 150 MB, so no helper processes that we do not need: reads
 * without I/O workers, no replication, no statistics of parallel plans on a machine of two cores. The log names what
 * failed, never the data: rows and statements of an enterprise's secrets do not belong into a text file.
 */
export const SETTINGS = {
  shared_buffers: '64MB',
  max_connections: '40',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  io_method: 'sync',
  jit: 'off',
  huge_pages: 'off',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_worker_processes: '4',
  autovacuum_max_workers: '2',
  max_wal_size: '512MB',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  unix_socket_permissions: '0700',
};

/**
 * Starts the server and returns when it answers. Crash recovery may take minutes: it waits as long as the server lives.
 * Throws Refused('database_cannot_start', {cause}) with the last word of its log.
 */
export async function runServer(
  { home, cluster, identity }: Place,
  { postgres }: Binaries,
  listening: Listening,
  settings: Record<string, string>,
): Promise<Running> {
  const logFile = join(home, 'postgres.log');
  shortenLog(home);
  const log = openSync(logFile, 'a', 0o600);
  const from = statSync(logFile).size;
  const options = Object.entries({ ...settings, ...addressOf(listening) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  // Detached: Ctrl-C in a terminal goes to a whole group, and the database must outlive the requests in flight.
  const child = spawn(postgres, ['-D', cluster, ...options], {
    cwd: '/',
    env: cleanEnvironment(),
    stdio: ['ignore', log, log],
    detached: true,
    windowsHide: true,
    ...identity,
  });
  closeSync(log);
  // A script that forgets stop() ends all the same; the exit hook then ends the server.
  child.unref();
  let alive = true;
  const ended = ending(child)
    .catch(String)
    .finally(() => {
      alive = false;
    });
  while (alive) {
    if (isReady(cluster, child.pid)) return { child, ended, isAlive: () => alive };
    await sleep(5);
  }
  const said = readFileSync(logFile).subarray(from).toString();
  throw cannotStart(lastWord(said) ?? `postgres: ${await ended}`);
}

/** Keeps the log and one predecessor, each of at most LONGEST_LOG bytes; safe while the server appends to it. */
export function shortenLog(home: string): void {
  const log = join(home, 'postgres.log');
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) < LONGEST_LOG) return;
  copyFileSync(log, `${log}.1`);
  truncateSync(log);
}

function addressOf({ socketFolder, port }: Listening): Record<string, string> {
  return {
    port: String(port),
    listen_addresses: socketFolder === undefined ? '127.0.0.1' : '',
    unix_socket_directories: socketFolder ?? '',
  };
}

/** postmaster.pid, eighth line (pidfile.h): what pg_ctl waits for as well. */
function isReady(cluster: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}
