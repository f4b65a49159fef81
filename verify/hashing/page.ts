import { measureHashing } from './bench.ts';
import { startHashWorker } from './browser-worker.ts';
import { type FileDigests, type HashFailure, hashFile } from './hash-file.ts';
import { browserStore } from './store.ts';

/** What a page that was built from this file offers to the test and the bench that open it. */
export type HashingPage = {
  readonly measure: (megabytes: number, threads: 'workers' | 'page') => Promise<number>;
  readonly hash: (
    file: Blob,
    how: { readonly threads: 'workers' | 'page'; readonly stopAt?: number },
  ) => Promise<(FileDigests | { failure: string }) & { began: number; ended: number }>;
};

/** Hashes, and stops by itself when `stopAt` bytes are done. `began` is where it took up, `ended` how far it came. */
const hash: HashingPage['hash'] = async (file, { threads, stopAt }) => {
  const stop = new AbortController();
  let began = -1;
  let ended = 0;
  const onProgress = (bytes: number): void => {
    if (began < 0 && bytes > 0) began = bytes;
    ended = bytes;
    if (stopAt !== undefined && bytes >= stopAt) stop.abort();
  };
  const found = await hashFile(file, {
    onProgress,
    signal: stop.signal,
    resume: browserStore(),
    worker: threads === 'workers' ? startHashWorker : undefined,
  }).catch((error: HashFailure) => ({ failure: error.failure }));
  return { ...found, began, ended };
};

const page: HashingPage = {
  measure: (megabytes, threads) => measureHashing(megabytes, threads === 'workers' ? startHashWorker : undefined),
  hash,
};
Object.assign(globalThis, { humiHashing: page });
