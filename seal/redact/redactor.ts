import { Refused } from '#domain/refused.ts';
import type { Box } from './boxes.ts';
import type { Choice, Shown } from './jobs.ts';

export type Task =
  | { readonly kind: 'open'; readonly file: File }
  | { readonly kind: 'page'; readonly page: number; readonly boxes: readonly Box[]; readonly width: number }
  | { readonly kind: 'make'; readonly choice: Choice; readonly terms: readonly string[]; readonly name: string };

type Digests = { readonly sha256: string; readonly sm3: string };
type OpenedFile = { readonly shown: Shown } & Digests;
type Made = {
  readonly copy: Uint8Array;
  /** Removed words that are still somewhere in the copy. */
  readonly left: readonly string[];
  /** The copy as it reads back. */
  readonly shown: Shown;
} & Digests;
type DrawnPage = {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly lacking: boolean;
};

export type Answer =
  | ({ readonly kind: 'opened' } & OpenedFile)
  | ({ readonly kind: 'made' } & Made)
  | ({ readonly kind: 'page' } & DrawnPage)
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'refused'; readonly reason: string; readonly detail: Readonly<Record<string, string | number>> }
  | { readonly kind: 'failed'; readonly message: string };

/** One file in a worker of its own, for as long as somebody chooses from it. Ending it cancels whatever is under way. */
export type Redactor = {
  readonly open: (file: File) => Promise<OpenedFile>;
  readonly page: (wanted: Omit<Extract<Task, { kind: 'page' }>, 'kind'>) => Promise<DrawnPage>;
  readonly make: (
    wanted: Omit<Extract<Task, { kind: 'make' }>, 'kind'>,
    onShare: (share: number) => void,
  ) => Promise<Made>;
  readonly end: () => void;
};

type Waiting = {
  readonly wanted: Answer['kind'];
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
  readonly onShare: (share: number) => void;
};

/** Promises reject as `Refused` with the reasons of the engine, with an AbortError after `end`. */
export function startRedactor(): Redactor {
  const worker = new Worker(new URL('./redact-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let ended = false;
  const failAll = (error: unknown): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.onerror = ({ message }) => failAll(new Error(message || 'worker'));
  worker.onmessage = ({ data: { id, answer } }: MessageEvent<{ id: number; answer: Answer }>) => {
    const task = waiting.get(id);
    if (!task) return;
    if (answer.kind === 'progress') return task.onShare(answer.share);
    waiting.delete(id);
    if (answer.kind === 'refused') task.reject(new Refused(answer.reason, { ...answer.detail }));
    else if (answer.kind === task.wanted) task.resolve(answer);
    else task.reject(new Error(answer.kind === 'failed' ? answer.message : 'worker'));
  };
  const ask = <K extends Answer['kind']>(task: Task, wanted: K, onShare: (share: number) => void = () => undefined) =>
    new Promise<Extract<Answer, { kind: K }>>((resolve, reject) => {
      if (ended) return reject(new DOMException('cancelled', 'AbortError'));
      last += 1;
      // An answer of another kind was rejected above.
      waiting.set(last, {
        wanted,
        resolve: (answer) => resolve(answer as Extract<Answer, { kind: K }>),
        reject,
        onShare,
      });
      worker.postMessage({ id: last, task });
    });
  return {
    open: (file) => ask({ kind: 'open', file }, 'opened'),
    page: (wanted) => ask({ kind: 'page', ...wanted }, 'page'),
    make: (wanted, onShare) => ask({ kind: 'make', ...wanted }, 'made', onShare),
    end: () => {
      ended = true;
      worker.terminate();
      failAll(new DOMException('cancelled', 'AbortError'));
    },
  };
}
