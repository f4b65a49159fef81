import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Refused } from '#domain/refused.ts';
import type { SheetRow } from '#server/kernel/sheet-stream.ts';

type Piece = { readonly rows: SheetRow[]; readonly done: number; readonly merged: number };

/** What the thread answers each time it is asked: the next rows or their end, or why not. */
export type ThreadAnswer =
  | { readonly piece: Piece | null }
  | { readonly refused: { readonly reason: string; readonly detail: Record<string, string | number> } }
  | { readonly bug: string };

/** Young objects are looked through often: the rows of a piece are garbage as soon as they have left. */
const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 1024 };

/**
 * The rows of a table, as streamSheet reads them, in a thread of its own: other people's requests go on meanwhile, and
 * what a large table takes of memory is given back with the end of the thread. The bytes are the thread's afterwards.
 */
export async function* readApart(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Piece> {
  const thread = new Worker(new URL('./sheet-thread.ts', import.meta.url), {
    workerData: bytes,
    transferList: [bytes.buffer],
    resourceLimits,
  });
  const ended = new AbortController();
  let fault = 'file_damaged';
  // Out of memory arrives here: the table is beyond what may be spent on one.
  thread.once('error', () => {
    fault = 'file_bomb';
  });
  thread.once('exit', () => ended.abort());
  try {
    for (;;) {
      const said = once(thread, 'message', ended);
      thread.postMessage(null);
      // What the thread says is what its program is typed to say.
      const answer: ThreadAnswer = await said.then(
        ([first]) => first,
        () => ({ refused: { reason: fault, detail: {} } }),
      );
      if ('refused' in answer) throw new Refused(answer.refused.reason, answer.refused.detail);
      if ('bug' in answer) throw new Error(answer.bug);
      if (answer.piece === null) return;
      yield answer.piece;
    }
  } finally {
    await thread.terminate();
  }
}
