import { parentPort, workerData } from 'node:worker_threads';
import { Refused } from '#domain/refused.ts';
import type { ThreadAnswer } from '#server/enterprises/intake/sheet-apart.ts';
import { streamSheet } from '#server/kernel/sheet-stream.ts';

/** The thread behind readApart: a piece of the table for every message, and null when there is no more. */
const answers = answerAll();
parentPort?.on('message', async () => parentPort?.postMessage((await answers.next()).value));

async function* answerAll(): AsyncGenerator<ThreadAnswer> {
  try {
    // readApart alone starts this thread, with the bytes of a table.
    const stream = streamSheet(workerData as Uint8Array);
    for await (const { rows, done } of stream.pieces) yield { piece: { rows, done, merged: stream.merged() } };
    yield { piece: null };
  } catch (error) {
    if (error instanceof Refused) yield { refused: { reason: error.reason, detail: { ...error.detail } } };
    else yield { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
