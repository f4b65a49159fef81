import { startHashWorker } from '#verify/hashing/browser-worker.ts';
import { type FileDigests, hashFile } from '#verify/hashing/hash-file.ts';
import { browserStore } from '#verify/hashing/store.ts';
import { type Deposit, loadDeposits } from './evidence.ts';
import { type Chosen, manifestOf } from './folder.ts';

/** `asked`: sent to the server, which has not answered; it may be there already. */
export type ItemState = 'waiting' | 'hashing' | 'paused' | 'ready' | 'asked' | 'failed' | 'deposited';

/** Why an item cannot be deposited; each has its sentence. */
export type ItemProblem = 'empty' | 'empty_folder' | 'changed' | 'unreadable' | 'no_wasm' | 'bad_path';

/** One chosen file or folder on its way into the register. Bytes and names stay in this browser. */
export type Item = {
  readonly id: number;
  readonly kind: 'file' | 'folder';
  readonly name: string;
  readonly size: number;
  readonly files: number;
  readonly state: ItemState;
  readonly done: number;
  /** Bytes a second since it was last started. */
  readonly speed: number;
  readonly problem: ItemProblem | null;
  /** The file, which of the files of the folder, that the problem is about. */
  readonly at: string | null;
  /** Of the file, or of the manifest. */
  readonly digests: FileDigests | null;
  readonly manifest: string | null;
  /** Deposits of the same content before this one. */
  readonly former: readonly Deposit[];
  /** To be sent. What is in the register already is sent again only when asked for. */
  readonly wanted: boolean;
  readonly title: string;
  /** The deposit that it became. */
  readonly deposit: string | null;
};

let owner = '';
let items: readonly Item[] = [];
let next = 1;
const sources = new Map<number, { files: Chosen['files']; known: Map<string, FileDigests>; stop?: AbortController }>();
const watchers = new Set<() => void>();

/** For useSyncExternalStore: the queue outlives the page, so that hashing goes on while another is looked at. */
export const queued = (): readonly Item[] => items;
export const watchQueue = (watch: () => void): (() => void) => {
  watchers.add(watch);
  return () => void watchers.delete(watch);
};

let cleared = (): void => undefined;

/** For what else must be forgotten with the queue. */
export const whenCleared = (forget: () => void): void => {
  cleared = forget;
};

/** Whose queue it is: another person or post on this computer finds nothing of the last one. */
export function openQueue(whose: string): void {
  if (whose === owner) return;
  owner = whose;
  cleared();
  for (const { id } of items) remove(id);
}

const show = (changed: readonly Item[]): void => {
  items = changed;
  for (const watch of watchers) watch();
};

export const change = (id: number, part: Partial<Item>): void =>
  show(items.map((item) => (item.id === id ? { ...item, ...part } : item)));

export function add(chosen: readonly Chosen[]): void {
  const added = chosen.map(({ kind, name, files }): Item => {
    const id = next++;
    const size = files.reduce((sum, { file }) => sum + file.size, 0);
    const problem = kind === 'folder' ? (files.length === 0 ? 'empty_folder' : null) : size === 0 ? 'empty' : null;
    sources.set(id, { files, known: new Map() });
    return {
      ...{ id, kind, name, size, problem, files: files.length, state: problem ? 'failed' : 'waiting' },
      ...{ done: 0, speed: 0, at: null, digests: null, manifest: null, former: [], wanted: true, title: '' },
      deposit: null,
    };
  });
  show([...items, ...added]);
  void pump();
}

export function pause(id: number): void {
  sources.get(id)?.stop?.abort();
  change(id, { state: 'paused' });
}

export function resume(id: number): void {
  change(id, { state: 'waiting', problem: null, at: null });
  void pump();
}

export function remove(id: number): void {
  sources.get(id)?.stop?.abort();
  sources.delete(id);
  show(items.filter((item) => item.id !== id));
}

/** Takes away what is in the register. */
export const clearDeposited = (): void => {
  for (const { id, state } of items) if (state === 'deposited') remove(id);
};

let pumping = false;

/** One item after the other: two digests at once keep the processors busy. */
async function pump(): Promise<void> {
  if (pumping) return;
  pumping = true;
  try {
    for (;;) {
      const item = items.find(({ state }) => state === 'waiting');
      if (!item) return;
      await work(item);
    }
  } finally {
    pumping = false;
  }
}

async function work({ id, kind }: Item): Promise<void> {
  const source = sources.get(id);
  if (!source) return;
  const stop = new AbortController();
  source.stop = stop;
  change(id, { state: 'hashing', speed: 0 });
  const meter = meterOf(id);
  let at = '';
  try {
    for (const { path, file } of source.files) {
      at = path;
      const known = source.known.get(path);
      const before = meter.before;
      const found =
        known ??
        (await hashFile(file, {
          signal: stop.signal,
          resume: store,
          worker: startHashWorker,
          onProgress: (bytes) => meter.tell(before + bytes),
        }));
      source.known.set(path, found);
      meter.before += file.size;
    }
    await finish(id, kind, source);
  } catch (error) {
    const failure = error instanceof Error && 'failure' in error ? error.failure : 'unreadable';
    if (failure === 'stopped') return;
    const problem = failure === 'changed' || failure === 'no_wasm' ? failure : 'unreadable';
    change(id, { state: 'failed', problem, at: kind === 'folder' ? at : null });
  }
}

const store = browserStore();

async function finish(
  id: number,
  kind: Item['kind'],
  { files, known }: { files: Chosen['files']; known: ReadonlyMap<string, FileDigests> },
): Promise<void> {
  const whole = files.flatMap(({ path }) => {
    const digests = known.get(path);
    return digests ? [{ path, ...digests }] : [];
  });
  const manifest = kind === 'folder' ? manifestOf(whole) : null;
  if (manifest === undefined) return change(id, { state: 'failed', problem: 'bad_path' });
  const digests = manifest === null ? (whole[0] ?? null) : await hashFile(new Blob([manifest]));
  if (!digests) return change(id, { state: 'failed', problem: 'unreadable' });
  const former = await formerOf(digests.sha256);
  const { size, sha256, sm3 } = digests;
  change(id, { state: 'ready', digests: { size, sha256, sm3 }, manifest, former, wanted: former.length === 0 });
}

/** Not knowing whether it is there already is no reason not to deposit it. */
const formerOf = (sha256: string): Promise<readonly Deposit[]> =>
  loadDeposits({ sha256, size: 5 }).then(
    ({ rows }) => rows,
    () => [],
  );

/** Tells the page at most five times a second. */
function meterOf(id: number): { before: number; tell: (done: number) => void } {
  let first: { at: number; done: number } | undefined;
  let told = 0;
  return {
    before: 0,
    tell: (done) => {
      const now = performance.now();
      first ??= { at: now, done };
      if (now - told < 200) return;
      told = now;
      const speed = now - first.at > 500 ? (done - first.done) / ((now - first.at) / 1000) : 0;
      change(id, { done, speed });
    },
  };
}
