import { Refused } from '#domain/refused.ts';
import {
  checkCopy,
  digestsOf,
  makeCopy,
  type Original,
  openOriginal,
  removedWords,
  showOriginal,
  showPage,
} from './jobs.ts';
import type { Answer, Task } from './redactor.ts';

/** Takes one file apart beside the page: reading, drawing pages, making and checking the copy. */
type Scope = {
  onmessage: ((event: { data: { id: number; task: Task } }) => void) | null;
  postMessage(answer: { id: number; answer: Answer }): void;
};
// In a worker `self` is this; the types of a window and of a worker cannot be in one program.
const scope = self as unknown as Scope;

let original: Original | null = null;
/** One after the other: the reader of a PDF draws one page at a time. */
let before: Promise<unknown> = Promise.resolve();

scope.onmessage = ({ data: { id, task } }) => {
  const tell = (share: number) => scope.postMessage({ id, answer: { kind: 'progress', share } });
  before = before
    .then(() => perform(task, tell))
    .then((answer) => scope.postMessage({ id, answer }))
    .catch((error: unknown) => scope.postMessage({ id, answer: failure(error) }));
};

const failure = (error: unknown): Answer =>
  error instanceof Refused
    ? { kind: 'refused', reason: error.reason, detail: error.detail }
    : { kind: 'failed', message: error instanceof Error ? error.message : String(error) };

async function perform(task: Task, tell: (share: number) => void): Promise<Answer> {
  if (task.kind === 'open') {
    const bytes = new Uint8Array(await task.file.arrayBuffer());
    original = await openOriginal(task.file.name, bytes);
    return { kind: 'opened', shown: showOriginal(original), ...digestsOf(bytes) };
  }
  if (!original) throw new Error('nothing is open');
  if (task.kind === 'page') return { kind: 'page', ...(await showPage(original, task.page, task.boxes, task.width)) };
  const copy = await makeCopy(original, task.choice, tell);
  const left = await checkCopy(original, copy, [...removedWords(original, task.choice), ...task.terms]);
  // What a reader of the copy gets, read from the copy itself and from nothing else.
  const again = await openOriginal(task.name, copy);
  return { kind: 'made', copy, left, shown: showOriginal(again), ...digestsOf(copy) };
}
