/** Where a cluster lies and who runs it: PostgreSQL refuses root, and who runs it must reach its folder. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cannotStart, type Identity } from './embedded-tool.ts';

/**
 * `home` holds the lock, the log, the password and `cluster`, which is PostgreSQL's own folder.
 * Home is the data directory, but for root's below a closed folder (see farHome).
 */
export type Place = { home: string; cluster: string; identity: Identity };

type Log = (sentence: string) => void;

/** Linux allows 107 bytes for a socket's path, macOS 103. */
const LONGEST_SOCKET_PATH = 100;
export const SOCKET_NAME = '.s.PGSQL.5432';

/** Finds or makes the place of a data directory. Throws Refused('database_cannot_start', {cause}). */
export function findPlace(dataDir: string, log: Log, farRoot = '/var/lib/humi'): Place {
  makeOpenFolder(dataDir);
  const real = realpathSync(dataDir);
  const moved = join(real, 'cluster.moved');
  if (existsSync(moved)) {
    const home = readFileSync(moved, 'utf8').trim();
    // Never start an empty database in place of one that was there.
    if (!existsSync(home)) throw cannotStart(`${moved} says that the database lies in ${home}, which is missing`);
    return placeAt(home);
  }
  const place = placeAt(real);
  const closed = closedParent(real, place.identity);
  if (closed === undefined) return place;
  if (existsSync(place.cluster)) {
    throw cannotStart(`uid ${place.identity.uid} cannot reach ${place.cluster}: run chmod o+x ${closed}`);
  }
  const home = farHome(real, farRoot);
  writeFileSync(moved, `${home}\n`);
  log(`${closed} is closed to uid ${place.identity.uid}, who runs the database: its files are kept in ${home}`);
  return placeAt(home);
}

/** A folder short enough for the socket: the cluster, or a temporary one (`temporary`: remove it in the end). */
export function findSocketFolder({ cluster, identity }: Place): { folder: string; temporary: boolean } {
  if (Buffer.byteLength(join(cluster, SOCKET_NAME)) <= LONGEST_SOCKET_PATH)
    return { folder: cluster, temporary: false };
  const base = Buffer.byteLength(tmpdir()) <= LONGEST_SOCKET_PATH / 2 ? tmpdir() : '/tmp';
  const folder = mkdtempSync(join(base, 'humi-socket-'));
  giveTo(folder, identity);
  return { folder, temporary: true };
}

export function giveTo(path: string, { uid, gid }: Identity): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** The first folder on the way to `path`, itself included, that `identity` may not enter. */
export function closedParent(path: string, { uid, gid }: Identity): string | undefined {
  if (uid === undefined) return undefined;
  const parent = dirname(path);
  const above = parent === path ? undefined : closedParent(parent, { uid, ...(gid !== undefined && { gid }) });
  if (above !== undefined) return above;
  const found = statSync(path);
  const bit = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001;
  return found.mode & bit ? undefined : path;
}

function placeAt(home: string): Place {
  const cluster = join(home, 'cluster');
  return { home, cluster, identity: identityFor(cluster) };
}

/** Ourselves; for root, the owner of the cluster if there is one already, else nobody. */
function identityFor(cluster: string): Identity {
  if (process.getuid?.() !== 0) return {};
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return { uid: numberOfNobody('-u'), gid: numberOfNobody('-g') };
}

function numberOfNobody(which: '-u' | '-g'): number {
  try {
    return Number.parseInt(execFileSync('id', [which, 'nobody'], { encoding: 'utf8', stdio: 'pipe' }), 10);
  } catch {
    return 65534;
  }
}

/** One folder per data directory below `root`, which root owns and everybody may pass. */
function farHome(dataDir: string, root: string): string {
  const home = join(root, createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  makeOpenFolder(root);
  makeOpenFolder(home);
  return home;
}

/** Whatever lies in it has its own, narrow mode; who runs the database must only be able to pass. */
function makeOpenFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  if (process.getuid?.() === 0) chmodSync(folder, statSync(folder).mode | 0o011);
}
