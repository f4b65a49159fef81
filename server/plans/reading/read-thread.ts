import { parentPort, workerData } from 'node:worker_threads';
import { Refused } from '#domain/refused.ts';
import { readHere, type WorkerAnswer } from './read-document.ts';

/** The thread behind readDocument: reads one document, answers once, ends. */
async function answer(): Promise<WorkerAnswer> {
  // readDocument alone starts this thread, with these two.
  const { bytes, name } = workerData as { bytes: Uint8Array; name: string };
  try {
    return { read: await readHere(bytes, name) };
  } catch (error) {
    if (error instanceof Refused) return { refused: { reason: error.reason, detail: { ...error.detail } } };
    return { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.postMessage(await answer());
