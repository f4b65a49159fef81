import { Worker } from 'node:worker_threads';
import { readPlan } from '#domain/plans/read.ts';
import type { Draft } from '#domain/plans/schema.ts';
import { Refused } from '#domain/refused.ts';
import { extractText } from '#server/plans/extract/extract-text.ts';

export type ReadDocument = { readonly text: string; readonly format: string; readonly draft: Draft };

/** What a worker answers: what was read, or why not. */
export type WorkerAnswer =
  | { readonly read: ReadDocument }
  | { readonly refused: { readonly reason: string; readonly detail: Record<string, string | number> } }
  | { readonly bug: string };

/** Files up to this size are read at once; larger ones by a thread, so that other people's requests go on. */
const atOnceBytes = 128 * 1024;

/** Text, format and draft of a document. Refuses as extractText does. */
export function readDocument(bytes: Uint8Array, name: string): Promise<ReadDocument> {
  return bytes.length <= atOnceBytes ? readHere(bytes, name) : readInThread(bytes, name);
}

export async function readHere(bytes: Uint8Array, name: string): Promise<ReadDocument> {
  const { text, format } = await extractText(bytes, name);
  return { text, format, draft: readPlan(text) };
}

function readInThread(bytes: Uint8Array, name: string): Promise<ReadDocument> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./read-thread.ts', import.meta.url), {
      workerData: { bytes, name },
      resourceLimits: { maxOldGenerationSizeMb: 1536 },
    });
    worker.once('message', (answer: WorkerAnswer) => {
      if ('read' in answer) resolve(answer.read);
      else if ('refused' in answer) reject(new Refused(answer.refused.reason, answer.refused.detail));
      else reject(new Error(answer.bug));
    });
    // Out of memory arrives here: the document is beyond what may be spent on one.
    worker.once('error', () => reject(new Refused('file_bomb', { name })));
    worker.once('exit', () => reject(new Refused('file_damaged', { name })));
  });
}
