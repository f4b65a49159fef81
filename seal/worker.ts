import { Refused } from '#domain/refused.ts';
import { partBytes } from '#domain/secrets/rules.ts';
import { openIdentity, sealIdentity } from './identity.ts';
import { type Sink, startSink } from './sink.ts';
import { checkFile, inParts, openStream, pieceBytes, piecesOf, sealStream, streamOf } from './stream.ts';
import { allowPlainHttp } from './without-subtle.ts';
import type { Answer, Next, Task } from './work.ts';

/** What takes long, beside the page: scrypt, sealing and opening files. One task in a worker, then it is ended. */
type Scope = {
  onmessage: ((event: { data: Task | Next }) => void) | null;
  postMessage(answer: Answer, transfer?: readonly ArrayBuffer[]): void;
};
// In a worker `self` is this; the types of a window and of a worker cannot be in one program.
const scope = self as unknown as Scope;

allowPlainHttp();
/** Parts that may be under way while the next one is made. */
let credit = 2;
let more: (() => void) | undefined;
/** Memory of parts that are on the server. */
const rooms: ArrayBuffer[] = [];

scope.onmessage = ({ data }) => {
  if (data.kind === 'next') {
    credit += 1;
    rooms.push(data.room);
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
  const sink = startSink();
  const plain = streamOf(copied(piecesOf(file), { sink, told: tell(file.size) }));
  let [parts, size] = [0, 0];
  const empty = () => new Uint8Array(rooms.pop() ?? new ArrayBuffer(partBytes));
  for await (const part of inParts(await sealStream(plain, recipients), { empty })) {
    parts += 1;
    size += part.length;
    while (credit === 0)
      await new Promise<void>((resolve) => {
        more = resolve;
      });
    credit -= 1;
    scope.postMessage({ kind: 'part', number: parts, bytes: part }, [part.buffer]);
  }
  const { bytes, sha256 } = await sink.end();
  await sink.drop();
  return { kind: 'sealed', size: bytes, sha256, parts, sealed: size };
}

type Beside = { readonly sink: Sink; readonly told: (bytes: number) => void };

/** What is sealed here is digested beside: a copy costs a tenth of the digest. */
async function* copied(
  pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>,
  { sink, told }: Beside,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    const copy = piece.length === pieceBytes ? sink.empty() : new Uint8Array(piece.length);
    copy.set(piece);
    await sink.take(copy);
    yield piece;
    told(bytes);
  }
}

async function openFile({ url, secret, file }: Extract<Task, { kind: 'open-file' }>): Promise<Answer> {
  const answer = await fetch(url, { credentials: 'same-origin' });
  if (!answer.ok || !answer.body) {
    const problem: unknown = await answer.json().catch(() => undefined);
    return { kind: 'problem', status: answer.status, problem };
  }
  const told = tell(file.size);
  const sink = startSink(file);
  try {
    let bytes = 0;
    for await (const piece of inParts(await openStream(answer.body, secret), { size: pieceBytes, empty: sink.empty })) {
      bytes += piece.length;
      await sink.take(piece);
      told(bytes);
    }
    const opened = await sink.end();
    checkFile(opened, file);
    if (!opened.file) throw new Error('a file was to be kept');
    return { kind: 'opened', file: opened.file };
  } finally {
    await sink.drop();
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
