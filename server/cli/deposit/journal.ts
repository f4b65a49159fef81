import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refused } from '#domain/refused.ts';
import { lockState } from './lock.ts';

/** What is deposited of a file or a manifest. `path` is absolute, `proof` the path of its proof without the ending. */
export type Item = {
  readonly kind: 'file' | 'manifest';
  readonly path: string;
  readonly proof: string;
  readonly size: number;
  readonly mtime: number;
  readonly sha256: string;
  readonly sm3: string;
  readonly files?: number;
  readonly title?: string;
};

export type Batch = { readonly key: string; readonly items: readonly Item[] };
/** A deposit whose proof is not here yet. */
export type Waiting = { readonly id: string; readonly item: Item };
type Seen = { readonly path: string; readonly size: number; readonly mtime: number; readonly sha256: string };

/** A line of the state file. The key of a batch goes to the server as its Idempotency-Key: sent again, it is one batch. */
type Line =
  | { batch: Batch }
  | { sent: string; ids: readonly string[] }
  | { dropped: string }
  | { saved: readonly string[] }
  | { lost: string }
  | { seen: Seen };

export type Journal = Awaited<ReturnType<typeof openJournal>>;

/**
 * The memory of the command: what was deposited, what was not sent yet, which proofs are missing. Every line is on the
 * disk before what follows from it happens, so a run that was killed is taken up where it stood.
 * Refuses deposit_state_in_use, deposit_state_damaged, deposit_state_unwritable.
 */
export async function openJournal(state: string) {
  await mkdir(dirname(state), { recursive: true }).catch(() => undefined);
  const unlock = lockState(state);
  const memory = emptyMemory();
  let file: FileHandle;
  try {
    for (const line of await readLines(state)) take(memory, line);
    file = await rewrite(state, memory);
  } catch (error) {
    unlock();
    throw error instanceof Refused ? error : new Refused('deposit_state_unwritable', { name: state });
  }
  let writing: Promise<unknown> = Promise.resolve();
  const write = (line: Line): Promise<void> => {
    const written = writing.then(async () => {
      await file.appendFile(`${JSON.stringify(line)}\n`);
      await file.datasync();
      take(memory, line);
    });
    writing = written.catch(() => undefined);
    return written.catch(() => {
      throw new Refused('deposit_state_unwritable', { name: state });
    });
  };
  return {
    seen: (path: string): Seen | undefined => memory.seen.get(path),
    unsent: (): readonly Batch[] => [...memory.batches.values()],
    waiting: (): readonly Waiting[] => [...memory.waiting.values()],
    add: (items: readonly Item[]) => write({ batch: { key: randomUUID(), items } }),
    accept: (batch: Batch, ids: readonly string[]) => write({ sent: batch.key, ids }),
    drop: (batch: Batch) => write({ dropped: batch.key }),
    saved: (ids: readonly string[]) => write({ saved: ids }),
    /** The server does not know it any more: its file is new again. */
    lose: (id: string) => write({ lost: id }),
    /** Touched, but the same content as before. */
    touch: (seen: Seen) => write({ seen }),
    close: async () => {
      await writing;
      await file.close();
      unlock();
    },
  };
}

type Memory = { seen: Map<string, Seen>; batches: Map<string, Batch>; waiting: Map<string, Waiting> };

const emptyMemory = (): Memory => ({ seen: new Map(), batches: new Map(), waiting: new Map() });

function take({ seen, batches, waiting }: Memory, line: Line): void {
  if ('seen' in line) seen.set(line.seen.path, line.seen);
  if ('batch' in line) {
    batches.set(line.batch.key, line.batch);
    for (const { path, size, mtime, sha256 } of line.batch.items) seen.set(path, { path, size, mtime, sha256 });
  }
  if ('sent' in line) {
    const items = batches.get(line.sent)?.items ?? [];
    for (const [place, item] of items.entries()) {
      const id = line.ids[place];
      if (id !== undefined) waiting.set(id, { id, item });
    }
    batches.delete(line.sent);
  }
  if ('saved' in line) for (const id of line.saved) waiting.delete(id);
  if ('lost' in line) {
    seen.delete(waiting.get(line.lost)?.item.path ?? '');
    waiting.delete(line.lost);
  }
  if ('dropped' in line) {
    for (const { path } of batches.get(line.dropped)?.items ?? []) seen.delete(path);
    batches.delete(line.dropped);
  }
}

/** A last line without its end was being written when the power went: what it told had not happened yet. */
async function readLines(state: string): Promise<Line[]> {
  const text = await readFile(state, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw new Refused('deposit_state_unwritable', { name: state });
  });
  try {
    // Only this program writes the file, and it writes lines of this shape.
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Line);
  } catch {
    throw new Refused('deposit_state_damaged', { name: state });
  }
}

/** The same memory in as few lines as it takes, put in place whole. */
async function rewrite(state: string, { seen, batches, waiting }: Memory): Promise<FileHandle> {
  const lines: Line[] = [...seen.values()].map((one) => ({ seen: one }));
  const late = [...waiting.values()];
  if (late.length > 0) {
    const key = randomUUID();
    lines.push({ batch: { key, items: late.map(({ item }) => item) } }, { sent: key, ids: late.map(({ id }) => id) });
    // A file that changed since has been seen in its newer form.
    lines.push(...late.flatMap(({ item }) => seen.get(item.path) ?? []).map((one) => ({ seen: one })));
  }
  lines.push(...[...batches.values()].map((batch) => ({ batch })));
  const file = await open(`${state}.new`, 'w', 0o600);
  for (const line of lines) await file.appendFile(`${JSON.stringify(line)}\n`);
  await file.sync();
  await rename(`${state}.new`, state);
  await syncFolder(dirname(state));
  return file;
}

/** The new name is in the folder's own pages; not every system lets a folder be opened. */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => null);
  await opened?.sync().catch(() => undefined);
  await opened?.close();
}
