/**
 * One Humi per data directory: a lock file that names its holder, and is worth nothing once that holder is dead.
 */
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refused } from '#domain/refused.ts';

/** `started` tells two processes apart that were given the same pid; '' where the system does not say. */
type Holder = { pid: number; started: string; token: string };

/**
 * Takes the lock at `path` for this process and returns the function that gives it back.
 * Throws Refused('database_in_use', {dir, pid}) when a living process holds it.
 */
export function takeLock(path: string): () => void {
  const mine: Holder = { pid: process.pid, started: startOf(process.pid) ?? '', token: randomUUID() };
  // Written aside and linked into place, so that nobody ever reads half a lock.
  const draft = `${path}.${mine.token}`;
  writeFileSync(draft, JSON.stringify(mine), { flag: 'wx' });
  try {
    claim(path, draft);
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (readHolder(path)?.token === mine.token) rmSync(path, { force: true });
  };
}

/** Is this process running? A zombie is not. With `started`, the very same process, not a later one of that number. */
export function isAlive({ pid, started }: { pid: number; started?: string }): boolean {
  if (process.platform === 'linux') {
    const now = startOf(pid);
    return now !== undefined && (!started || now === started);
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function claim(path: string, draft: string): void {
  if (linked(draft, path)) return;
  const holder = readHolder(path);
  if (holder && isAlive(holder)) throw new Refused('database_in_use', { dir: dirname(path), pid: holder.pid });
  // Two may find the same dead holder in the same instant. Only the one that holds the lock named after that very
  // holder may replace it, and only while it is still there; the other then meets a living one.
  const leave = takeLock(`${path}.after-${holder?.token ?? 'unreadable'}`);
  try {
    if (readHolder(path)?.token === holder?.token) {
      renameSync(draft, path);
      return;
    }
  } finally {
    leave();
  }
  claim(path, draft);
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Undefined when the file is gone or was never finished (a power cut). */
function readHolder(path: string): Holder | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isHolder(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(value: unknown): value is Holder {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'started' in value &&
    typeof value.started === 'string' &&
    'token' in value &&
    typeof value.token === 'string'
  );
}

/** Boot and start tick of a process, from /proc/<pid>/stat (proc(5), field 22); undefined for none or a zombie. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is a name in parentheses that may hold spaces and parentheses itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
  } catch {
    return undefined;
  }
}
