/** Making a cluster, and clearing away what a killed Humi left running on one. */

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './embedded-binaries.ts';
import { isAlive } from './embedded-lock.ts';
import { giveTo, type Place, SOCKET_NAME } from './embedded-place.ts';
import { runTool } from './embedded-tool.ts';

export const USER = 'humi';
export const DATABASE = 'humi';

/** Options that make the two programs of makeCluster not wait for the disk; none where the data matter. */
export type Unsynced = { initdb: string[]; postgres: string[] };

/**
 * Makes the cluster of `place` with one superuser and one database, both called humi, and keeps its random password
 * beside it. It gets its name only when it is whole: a start cut short leaves nothing that looks like a cluster.
 * `unsynced` options spare the waiting for the disk in tests. Throws Refused('database_cannot_start', {cause}).
 */
export async function makeCluster(place: Place, binaries: Binaries, unsynced: Unsynced): Promise<void> {
  const { home, cluster, identity } = place;
  for (const name of readdirSync(home)) if (name.startsWith('cluster.new-')) remove(join(home, name));
  const draft = mkdtempSync(join(home, 'cluster.new-'));
  const password = randomBytes(24).toString('base64url');
  const passwordFile = `${draft}.password`;
  try {
    giveTo(draft, identity);
    writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
    giveTo(passwordFile, identity);
    await initdb(
      binaries.initdb,
      ['-D', draft, '-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', ...unsynced.initdb],
      place,
    );
    const single = ['--single', ...unsynced.postgres, '-D', draft, 'postgres'];
    await runTool(binaries.postgres, single, { identity, input: `CREATE DATABASE ${DATABASE}\n` });
    writeFileSync(join(home, 'password'), password, { mode: 0o600, flush: true });
    renameSync(draft, cluster);
    flush(home);
  } finally {
    remove(draft);
    remove(passwordFile);
  }
}

/** The password that makeCluster kept. */
export function readPassword({ home }: Place): string {
  return readFileSync(join(home, 'password'), 'utf8').trim();
}

/**
 * Stops the server that a killed Humi left on this cluster, if there is one, and returns its pid. To be called with
 * the lock held, so that no living Humi uses it.
 */
export async function endOrphan(place: Place, binaries: Binaries): Promise<number | undefined> {
  const pid = readPostmasterPid(place.cluster);
  if (pid === undefined) return undefined;
  const found = isServing(pid, place.cluster);
  if (found) await stopServer(place, binaries);
  // Backends outlive a killed postmaster by a moment, and PostgreSQL refuses to start beside them.
  for (let tries = 0; tries < 500 && processesIn(place.cluster).length > 0; tries++) await sleep(20);
  // The number now belongs to somebody else (a restarted container counts from one again): PostgreSQL would take
  // that process, or a dead server that nobody has buried, for its own old one. Nobody works in the folder, as was
  // just seen, so the files that say so may go.
  if (isNumberTaken(pid) && !isServing(pid, place.cluster)) {
    for (const name of ['postmaster.pid', `${SOCKET_NAME}.lock`]) remove(join(place.cluster, name));
  }
  return found ? pid : undefined;
}

/** Stops a running server: open transactions are rolled back, everything committed is on disk when this returns. */
export async function stopServer({ cluster, identity }: Place, { pgCtl }: Binaries): Promise<void> {
  for (const how of ['fast', 'immediate']) {
    try {
      await runTool(pgCtl, ['stop', '-D', cluster, '-w', '-t', '60', '-m', how], { identity });
      return;
    } catch (error) {
      // Killed by somebody else meanwhile: it ended, and what was committed is in its log of changes.
      const pid = readPostmasterPid(cluster);
      if (pid === undefined || !isServing(pid, cluster)) return;
      if (how === 'immediate') throw error;
    }
  }
}

/** First line of postmaster.pid; undefined where no server runs or was killed. */
export function readPostmasterPid(cluster: string): number | undefined {
  const file = join(cluster, 'postmaster.pid');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined : undefined;
}

async function initdb(program: string, args: string[], { identity }: Place): Promise<void> {
  try {
    await runTool(program, [...args, '--locale=C.UTF-8'], { identity });
  } catch (error) {
    // Older macOS has no C.UTF-8. Plain C is no substitute: trigrams of Chinese text would be empty.
    if (!String(error).includes('locale')) throw error;
    await runTool(program, [...args, '--locale=en_US.UTF-8'], { identity });
  }
}

/** Is this process a living PostgreSQL server on this cluster? A server's working directory is its cluster. */
function isServing(pid: number, cluster: string): boolean {
  if (!isAlive({ pid })) return false;
  if (process.platform === 'linux') return workingFolder(pid) === realpathSync(cluster);
  // pg_ctl on Windows speaks to a pipe that only a server has: no harm can be done to another process.
  if (process.platform === 'win32') return true;
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(cluster);
  } catch {
    return false;
  }
}

/** Linux only; elsewhere none are seen. */
function processesIn(cluster: string): number[] {
  if (process.platform !== 'linux') return [];
  const folder = realpathSync(cluster);
  return readdirSync('/proc').flatMap((name) =>
    /^\d+$/.test(name) && workingFolder(Number(name)) === folder ? Number(name) : [],
  );
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function isNumberTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

function flush(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
