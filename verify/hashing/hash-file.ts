import {
  type Algorithm,
  algorithms,
  digestStream,
  failureOf,
  type Progress,
  type ReadFailure,
} from './digest-stream.ts';
import { type HashStore, keyOf } from './store.ts';
import type { Answer, Order } from './worker.ts';

/** Lower-case hexadecimal; `size` in bytes. */
export type FileDigests = { readonly size: number; readonly sha256: string; readonly sm3: string };

export type HashOptions = {
  /** Bytes that both digests hold, from 0 (or what was taken up) to the size. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
  /** Stops at the next slice; what is done is kept in `resume`. */
  readonly signal?: AbortSignal | undefined;
  readonly resume?: HashStore | undefined;
  /** Starts one worker (`verify/hashing/worker.ts`); without it, or where it fails, this thread computes. */
  readonly worker?: (() => Worker) | undefined;
};

/** What `hashFile` rejects with. */
export type HashFailure = Error & { readonly failure: ReadFailure | 'stopped' };

/**
 * SHA-256 and SM3 of a file as a stream, each in a worker of its own; at most 64 MB of memory for any size.
 * @throws HashFailure: `stopped` by the signal, `changed` when the file is not the chosen one any more, `unreadable`,
 * `no_wasm` where the browser or the page's policy forbids WebAssembly
 */
export async function hashFile(blob: Blob, options: HashOptions = {}): Promise<FileDigests> {
  const { signal, resume, onProgress } = options;
  if (signal?.aborted) throw failure('stopped');
  const key = keyOf(blob);
  const done: Record<Algorithm, number> = { sha256: 0, sm3: 0 };
  // Stopped from outside; and when one digest fails the other need not read on.
  const broken = new AbortController();
  const stop = (): void => broken.abort();
  signal?.addEventListener('abort', stop);
  const one = async (algorithm: Algorithm): Promise<string> => {
    const from = key === undefined ? undefined : await resume?.read(key, algorithm);
    let keeping: Promise<void> | undefined;
    const ended = await digest(blob, algorithm, {
      worker: options.worker,
      signal: broken.signal,
      from,
      onBytes: (bytes) => {
        done[algorithm] = bytes;
        onProgress?.(Math.min(done.sha256, done.sm3));
      },
      onKeep: (progress) => {
        if (key !== undefined) keeping = resume?.write(key, algorithm, progress);
      },
    }).then(
      (found) => ({ found }),
      (error: unknown) => ({ error }),
    );
    await keeping;
    if ('found' in ended) return ended.found;
    broken.abort();
    throw ended.error;
  };
  const [sha256, sm3] = await bothOf(algorithms.map(one)).finally(() => signal?.removeEventListener('abort', stop));
  if (sha256 === undefined || sm3 === undefined) throw failure('unreadable');
  if (key !== undefined && blob.size > 0) await resume?.forget(key);
  return { size: blob.size, sha256, sm3 };
}

/** Both end before an error is told, and the error that stopped the other comes first. */
async function bothOf(digests: readonly Promise<string>[]): Promise<string[]> {
  const ended = await Promise.allSettled(digests);
  const errors = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
  if (errors.length > 0) throw errors.find((error) => error.failure !== 'stopped') ?? errors[0];
  return ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
}

type Job = {
  readonly worker: (() => Worker) | undefined;
  readonly signal: AbortSignal;
  readonly from: Progress | undefined;
  readonly onBytes: (bytes: number) => void;
  readonly onKeep: (progress: Progress) => void;
};

async function digest(blob: Blob, algorithm: Algorithm, job: Job): Promise<string> {
  const worker = job.worker && (idle.pop() ?? started(job.worker));
  if (worker === undefined) return here(blob, algorithm, job);
  try {
    return await inWorker(worker, blob, algorithm, job);
  } catch (error) {
    if (error !== notStarted) throw error;
    return here(blob, algorithm, job);
  }
}

/** Workers that wait for the next file: a folder of small files needs two, not two a file. */
const idle: Worker[] = [];
const notStarted = new Error('worker');

function started(start: () => Worker): Worker | undefined {
  try {
    return start();
  } catch {
    return undefined;
  }
}

function inWorker(worker: Worker, blob: Blob, algorithm: Algorithm, job: Job): Promise<string> {
  const { signal, from, onBytes, onKeep } = job;
  const send = (order: Order): void => worker.postMessage(order);
  const stop = (): void => send({ kind: 'stop' });
  return new Promise<string>((resolve, reject) => {
    const end = (): void => {
      signal.removeEventListener('abort', stop);
      idle.push(worker);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      signal.removeEventListener('abort', stop);
      worker.terminate();
      reject(notStarted);
    };
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data.kind === 'bytes') return void onBytes(data.bytes);
      if (data.kind === 'keep') return void onKeep(data.progress);
      end();
      if (data.kind === 'done') resolve(data.digest);
      else reject(failure(data.kind === 'stopped' ? 'stopped' : data.failure));
    };
    signal.addEventListener('abort', stop);
    send({ kind: 'start', blob, algorithm, from });
    if (signal.aborted) stop();
  });
}

/** In this thread, in small steps: the page stays usable. */
async function here(blob: Blob, algorithm: Algorithm, { signal, from, onBytes, onKeep }: Job): Promise<string> {
  const found = await digestStream(blob, algorithm, {
    slice: 1024 * 1024,
    from,
    onBytes,
    onKeep,
    isStopped: () => signal.aborted,
  }).catch((error: unknown) => {
    throw failure(failureOf(error));
  });
  if (found === undefined) throw failure('stopped');
  return found;
}

const failure = (why: HashFailure['failure']): HashFailure => Object.assign(new Error(why), { failure: why });
