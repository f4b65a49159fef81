import { Refused } from '#domain/refused.ts';
import { openIdentity, sealIdentity } from './identity.ts';
import { checkFile, chunksOf, counted, inParts, openStream, sealStream, streamOf } from './stream.ts';
import { allowPlainHttp } from './without-subtle.ts';
import type { Answer, Task } from './work.ts';

/** What takes long, beside the page: scrypt, sealing and opening files. One task in a worker, then it is ended. */
type Scope = {
  onmessage: ((event: { data: Task | 'next' }) => void) | null;
  postMessage(answer: Answer, transfer?: readonly ArrayBuffer[]): void;
};
// In a worker `self` is this; the types of a window and of a worker cannot be in one program.
const scope = self as unknown as Scope;

allowPlainHttp();
/** Parts that may be under way while the next one is made. */
let credit = 2;
let more: (() => void) | undefined;

scope.onmessage = ({ data }) => {
  if (data === 'next') {
    credit += 1;
    more?.();
  } else
    perform(data)
      .then((answer) => scope.postMessage(answer, answer.kind === 'bytes' ? [answer.bytes.buffer] : []))
      .catch((error: unknown) => scope.postMessage(failure(error)));
};

const failure = (error: unknown): Answer =>
  error instanceof Refused
    ? { kind: 'refused', reason: error.reason, detail: error.detail }
    : { kind: 'failed', message: error instanceof Error ? error.message : String(error) };

async function perform(task: Task): Promise<Answer> {
  if (task.kind === 'seal-identity') {
    const bytes = await sealIdentity(task.identity, task.passphrase);
    return { kind: 'bytes', bytes: bytes.slice() };
  }
  if (task.kind === 'open-identity')
    return { kind: 'identity', identity: await openIdentity(task.sealed, task.passphrase, task.owner) };
  return task.kind === 'seal-file' ? sealFile(task) : openFile(task);
}

async function sealFile({ file, recipients }: Extract<Task, { kind: 'seal-file' }>): Promise<Answer> {
  const { stream, tally } = await counted(streamOf(file), tell(file.size));
  let [parts, size] = [0, 0];
  for await (const part of inParts(await sealStream(stream, recipients))) {
    parts += 1;
    size += part.length;
    while (credit === 0)
      await new Promise<void>((resolve) => {
        more = resolve;
      });
    credit -= 1;
    scope.postMessage({ kind: 'part', number: parts, bytes: part }, [part.buffer]);
  }
  return { kind: 'sealed', size: tally.bytes, sha256: tally.digest(), parts, sealed: size };
}

async function openFile({ url, secret, file }: Extract<Task, { kind: 'open-file' }>): Promise<Answer> {
  const answer = await fetch(url, { credentials: 'same-origin' });
  if (!answer.ok || !answer.body) {
    const problem: unknown = await answer.json().catch(() => undefined);
    return { kind: 'problem', status: answer.status, problem };
  }
  const { stream, tally } = await counted(await openStream(answer.body, secret), tell(file.size));
  const opened = await keep(stream, file);
  checkFile(tally, file);
  return { kind: 'opened', file: opened };
}

/** Where a file is written synchronously: the types of a worker are not in this program (see `Scope`). */
type Access = { write(bytes: Uint8Array, at: { at: number }): number; close(): void };
type Place = FileSystemFileHandle & { createSyncAccessHandle(): Promise<Access> };

/** On disk in the browser's own folder where that exists, else as a Blob, which large ones keep on disk too. */
async function keep(stream: ReadableStream<Uint8Array>, { name, media_type }: { name: string; media_type: string }) {
  const folder = await openedFolder();
  if (!folder) {
    const chunks: Blob[] = [];
    for await (const part of inParts(stream)) chunks.push(new Blob([part]));
    return new File(chunks, name, { type: media_type });
  }
  const place = crypto.getRandomValues(new Uint32Array(4)).join('-');
  // `openedFolder` has seen that the method is there.
  const handle = (await folder.getFileHandle(place, { create: true })) as Place;
  const access = await handle.createSyncAccessHandle();
  try {
    let at = 0;
    for await (const chunk of chunksOf(stream)) at += access.write(chunk, { at });
  } catch (error) {
    access.close();
    await folder.removeEntry(place).catch(() => undefined);
    throw error;
  }
  access.close();
  return new File([await handle.getFile()], name, { type: media_type });
}

/** Undefined where the browser has none: on a page without https, in some private windows. */
async function openedFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('humi-opened', { create: true });
    return 'createSyncAccessHandle' in FileSystemFileHandle.prototype ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** Tells the share from 0 to 1, not more than a hundred times. */
function tell(size: number): (bytes: number) => void {
  let last = -1;
  return (bytes) => {
    const share = size === 0 ? 1 : Math.floor((100 * bytes) / size) / 100;
    if (share === last) return;
    last = share;
    scope.postMessage({ kind: 'progress', share });
  };
}
