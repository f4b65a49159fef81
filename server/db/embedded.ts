/**
 * PostgreSQL that comes with Humi: its own cluster in a data directory, on a unix socket, for this process alone.
 * The traps and how they were found: design/stack.md, 2.2. Parts: embedded-place (where, as whom), -lock (one Humi per
 * directory), -binaries, -cluster (made, cleared), -server (one run).
 */
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Refused } from '#domain/refused.ts';
import { findBinaries } from './embedded-binaries.ts';
import { DATABASE, endOrphan, makeCluster, readPassword, stopServer, type Unsynced, USER } from './embedded-cluster.ts';
import { takeLock } from './embedded-lock.ts';
import { findPlace, findSocketFolder, type Place } from './embedded-place.ts';
import { type Listening, runServer, SETTINGS, shortenLog } from './embedded-server.ts';
import { cannotStart } from './embedded-tool.ts';
import { keepRunning } from './embedded-watch.ts';

/** A running database. `config` is for `pg`; `reused` says that the data were there before this start. */
export type Embedded = {
  config: { host: string; port: number; user: string; database: string; password: string };
  reused: boolean;
  /** Ends the database; everything committed is on disk when it returns. May be called twice. */
  stop(): Promise<void>;
};

type Log = (sentence: string) => void;
type Profile = { unsynced: Unsynced; settings: Record<string, string> };

const DURABLE: Profile = { unsynced: { initdb: [], postgres: [] }, settings: SETTINGS };

/** For tests: nothing survives a power cut, nor need it. */
const FAST: Profile = {
  unsynced: { initdb: ['--no-sync'], postgres: ['-F'] },
  settings: { ...SETTINGS, fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
};

const TEMPORARY = 'humi-temporary-';

/**
 * Starts the database of `dataDir`, made at the first start, and keeps it running until stop() or the end of this
 * process. Throws Refused: 'database_in_use' {dir, pid} when another living Humi has the directory,
 * 'database_cannot_start' {cause} for anything else, with PostgreSQL's own last word.
 */
export function startEmbedded({ dataDir, log = () => {} }: { dataDir: string; log?: Log }): Promise<Embedded> {
  return launch(resolve(dataDir), log, DURABLE);
}

/** A fresh, fast database for tests in a temporary folder, gone after stop(). */
export async function startTemporary(): Promise<Embedded> {
  await sweepTemporary();
  const dataDir = mkdtempSync(join(tmpdir(), TEMPORARY));
  chmodSync(dataDir, 0o711);
  const embedded = await launch(dataDir, () => {}, FAST);
  return {
    ...embedded,
    stop: async () => {
      await embedded.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function launch(dataDir: string, log: Log, profile: Profile): Promise<Embedded> {
  try {
    const place = findPlace(dataDir, log);
    const unlock = takeLock(join(place.home, 'humi.lock'));
    try {
      return await open(place, unlock, log, profile);
    } catch (error) {
      unlock();
      throw error;
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw cannotStart(error instanceof Error ? error.message : String(error));
  }
}

async function open(place: Place, unlock: () => void, log: Log, profile: Profile): Promise<Embedded> {
  const binaries = await findBinaries(place.identity);
  const reused = existsSync(join(place.cluster, 'PG_VERSION'));
  if (!reused) await makeCluster(place, binaries, profile.unsynced);
  const socket = process.platform === 'win32' ? undefined : findSocketFolder(place);
  const listening: Listening = { socketFolder: socket?.folder, port: socket ? 5432 : await findFreePort() };
  const password = readPassword(place);
  const tidying = setInterval(() => shortenLog(place.home), 60_000).unref();
  const leave = () => {
    clearInterval(tidying);
    if (socket?.temporary) rmSync(socket.folder, { recursive: true, force: true });
    unlock();
  };
  const start = async () => {
    const orphan = await endOrphan(place, binaries);
    if (orphan !== undefined)
      log(`stopped the database server ${orphan} that a killed Humi had left in ${place.cluster}`);
    return runServer(place, binaries, listening, profile.settings);
  };
  const halt = await keepRunning(start, () => stopServer(place, binaries), log).catch((error) => {
    leave();
    throw error;
  });
  return {
    config: {
      host: listening.socketFolder ?? '127.0.0.1',
      port: listening.port,
      user: USER,
      database: DATABASE,
      password,
    },
    reused,
    stop: () => halt().finally(leave),
  };
}

/** Windows only: a port of the loopback that is free now. */
async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw cannotStart('no free port on 127.0.0.1');
  return address.port;
}

/** Removes temporary databases whose process was killed before it could. */
async function sweepTemporary(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const dataDir = join(tmpdir(), name);
    // A minute is ample between making the folder and taking its lock.
    const found = name.startsWith(TEMPORARY) && statSync(dataDir, { throwIfNoEntry: false });
    if (found && Date.now() - found.mtimeMs > 60_000) await sweep(dataDir).catch(() => {});
  }
}

/** Throws when another process has it or it belongs to another user: not ours to remove. */
async function sweep(dataDir: string): Promise<void> {
  takeLock(join(dataDir, 'humi.lock'));
  const place = findPlace(dataDir, () => {});
  await endOrphan(place, await findBinaries(place.identity));
  rmSync(dataDir, { recursive: true, force: true });
}
