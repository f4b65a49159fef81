import { pieceBytes } from './stream.ts';

/** What the worker of sealing or opening tells the one beside it (`seal/sink-worker.ts`). */
export type SinkOrder =
  | { readonly kind: 'keep'; readonly file: { readonly name: string; readonly media_type: string } }
  | { readonly kind: 'piece'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'end' }
  | { readonly kind: 'drop' };

export type SinkAnswer =
  | { readonly kind: 'took'; readonly room?: ArrayBuffer }
  | ({ readonly kind: 'ended' } & Ended)
  | { readonly kind: 'failed'; readonly message: string };

/** Bytes and hex SHA-256 of all that went in; the file where it was kept. */
export type Ended = { readonly bytes: number; readonly sha256: string; readonly file?: File };

export type Sink = {
  /** Gives a piece away; resolves when the next may come. */
  readonly take: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Room for a whole piece (`pieceBytes`), with what was in it before: what was taken comes back. */
  readonly empty: () => Uint8Array<ArrayBuffer>;
  readonly end: () => Promise<Ended>;
  /** Ends the worker; what was kept and not given out by `end` is removed. */
  readonly drop: () => Promise<void>;
};

/** Pieces on their way to the other worker; each holds its memory. */
const mostWaiting = 2;

/** Digests what it takes, in a worker of its own, and keeps it as a file where one is named. */
export function startSink(file?: { readonly name: string; readonly media_type: string }): Sink {
  const worker = new Worker(new URL('./sink-worker.ts', import.meta.url), { type: 'module' });
  const waiting: { resolve: (answer: SinkAnswer) => void; reject: (error: Error) => void }[] = [];
  let broken: Error | undefined;
  const fail = (error: Error) => {
    broken ??= error;
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  worker.onerror = ({ message }) => fail(new Error(message || 'worker'));
  worker.onmessage = ({ data }: MessageEvent<SinkAnswer>) => {
    if (data.kind === 'failed') fail(new Error(data.message));
    else {
      if (data.kind === 'took' && data.room?.byteLength === pieceBytes) rooms.push(data.room);
      waiting.shift()?.resolve(data);
    }
  };
  const ask = (order: SinkOrder, transfer: ArrayBuffer[] = []): Promise<SinkAnswer> =>
    new Promise((resolve, reject) => {
      if (broken && order.kind !== 'drop') return reject(broken);
      waiting.push({ resolve, reject });
      worker.postMessage(order, transfer);
    });
  const underway: Promise<SinkAnswer>[] = [];
  const rooms: ArrayBuffer[] = [];
  const send = (order: SinkOrder, transfer?: ArrayBuffer[]) => {
    const answer = ask(order, transfer);
    // Whoever waits for it is told; nobody need wait for the last ones of a file that is dropped.
    answer.catch(() => undefined);
    underway.push(answer);
  };
  if (file) send({ kind: 'keep', file: { name: file.name, media_type: file.media_type } });
  return {
    take: async (bytes) => {
      send({ kind: 'piece', bytes }, [bytes.buffer]);
      while (underway.length > mostWaiting) await underway.shift();
    },
    empty: () => new Uint8Array(rooms.pop() ?? new ArrayBuffer(pieceBytes)),
    end: async () => {
      const answer = await ask({ kind: 'end' });
      if (answer.kind !== 'ended') throw new Error(answer.kind);
      return answer;
    },
    drop: async () => {
      await ask({ kind: 'drop' }).catch(() => undefined);
      worker.terminate();
    },
  };
}
