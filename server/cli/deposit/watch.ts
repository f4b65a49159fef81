import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '#domain/refused.ts';
import { type Bench, gatherFile } from './gather.ts';
import { type Found, filesBelow } from './scan.ts';

/** A file is left alone until it has looked the same for so long, milliseconds. */
const steadyFor = 3_000;
/** Without any word from the system the folder is still looked through so often: network drives tell nothing. */
const longestBetween = 15_000;
/** Looking takes at most this share of the time. */
const share = 10;

type Look = { readonly size: number; readonly mtime: number; readonly since: number };

/** Deposits new and changed files of a folder until `signal`. A folder that is away for a while is waited for. */
export async function watchFolder(bench: Bench, folder: string): Promise<void> {
  const about = await stat(folder).catch(() => null);
  if (!about?.isDirectory()) throw new Refused('deposit_folder_missing', { name: folder });
  bench.told.say(`正在监视：${folder}`, `Watching: ${folder}`);
  const looks = new Map<string, Look>();
  const refusedAt = new Map<string, string>();
  let hint = new AbortController();
  const watcher = startHints(folder, () => hint.abort());
  const { signal } = bench;
  while (!signal.aborted) {
    const begin = Date.now();
    const unsteady = await look(bench, folder, { looks, refusedAt });
    const took = Date.now() - begin;
    await sleep(Math.max(unsteady ? 500 : 1000, share * took), undefined, { signal }).catch(() => undefined);
    const either = AbortSignal.any([signal, hint.signal]);
    if (!unsteady) await sleep(longestBetween, undefined, { signal: either }).catch(() => undefined);
    hint = new AbortController();
  }
  watcher?.close();
}

/** The system's own word of changes only makes us look sooner; where it has none, or too few handles, we just look. */
function startHints(folder: string, wake: () => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { recursive: true, persistent: false }, wake);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return null;
  }
}

type Memory = { readonly looks: Map<string, Look>; readonly refusedAt: Map<string, string> };

/** One pass through the folder. Answers whether some file is still being written. */
async function look(bench: Bench, folder: string, { looks, refusedAt }: Memory): Promise<boolean> {
  const { told, journal, options, basket } = bench;
  const present = new Set<string>();
  let unsteady = false;
  const refuseOnce = (path: string, refused: Refused, as: string): void => {
    if (refusedAt.get(path) !== as) told.failed(refused);
    refusedAt.set(path, as);
  };
  const passed = {
    unreadable: (path: string) => refuseOnce(path, new Refused('file_unreadable', { name: path }), ''),
    link: () => undefined,
  };
  for await (const found of filesBelow(folder, passed)) {
    if (bench.signal.aborted) return false;
    const { path, size, mtime } = found;
    present.add(path);
    const seen = journal.seen(path);
    if (size === 0 || (seen?.size === size && seen.mtime === mtime)) looks.delete(path);
    else if (refusedAt.get(path) === `${size} ${mtime}`) continue;
    else if (!isSteady(looks, found)) unsteady = true;
    else {
      looks.delete(path);
      await gatherFile(bench, found, options.proofs ? join(options.proofs, found.inside) : path).catch((error) => {
        if (!(error instanceof Refused)) throw error;
        if (error.reason === 'deposit_file_changing') unsteady = true;
        else if (error.reason !== 'deposit_stopped' && error.reason !== 'file_missing')
          refuseOnce(path, error, `${size} ${mtime}`);
      });
    }
  }
  for (const path of looks.keys()) if (!present.has(path)) looks.delete(path);
  await basket.flush();
  return unsteady;
}

/** Seen twice with the same size and time, far enough apart; a clock of another machine has no say in it. */
function isSteady(looks: Map<string, Look>, { path, size, mtime }: Found): boolean {
  const last = looks.get(path);
  if (last?.size === size && last.mtime === mtime) return Date.now() - last.since >= steadyFor;
  looks.set(path, { size, mtime, since: Date.now() });
  return false;
}
