import { Refused } from '#domain/refused.ts';
import type { Identity } from './identity.ts';

type Owner = { readonly person: string; readonly organisation: string };
type FileFacts = { readonly name: string; readonly media_type: string; readonly size: number; readonly sha256: string };

/** What a page asks of the worker. */
export type Task =
  | { readonly kind: 'seal-identity'; readonly identity: Identity; readonly passphrase: string }
  | { readonly kind: 'open-identity'; readonly sealed: Uint8Array; readonly passphrase: string; readonly owner: Owner }
  | { readonly kind: 'seal-file'; readonly file: Blob; readonly recipients: readonly string[] }
  | { readonly kind: 'open-file'; readonly url: string; readonly secret: string; readonly file: FileFacts };

export type Answer =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'identity'; readonly identity: Identity }
  | { readonly kind: 'part'; readonly number: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'progress'; readonly share: number }
  | ({ readonly kind: 'sealed' } & SealedFile)
  | { readonly kind: 'opened'; readonly file: File }
  | { readonly kind: 'problem'; readonly status: number; readonly problem: unknown }
  | { readonly kind: 'refused'; readonly reason: string; readonly detail: Readonly<Record<string, string | number>> }
  | { readonly kind: 'failed'; readonly message: string };

/** What the record keeps of a file beside its name, and what the server is told of it. */
export type SealedFile = {
  /** Bytes and hex SHA-256 of the plaintext. */
  readonly size: number;
  readonly sha256: string;
  /** Parts and bytes of the age file. */
  readonly parts: number;
  readonly sealed: number;
};

/** A part is on the server: the next may be made, in the same memory. */
export type Next = { readonly kind: 'next'; readonly room: ArrayBuffer };

type Watch = {
  readonly onProgress?: (share: number) => void;
  readonly onPart?: (number: number, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly signal?: AbortSignal;
};

/** Seals an identity under a passphrase; scrypt would stop the page for seconds. */
export const sealInWorker = async (identity: Identity, passphrase: string): Promise<Uint8Array> =>
  (await run({ kind: 'seal-identity', identity, passphrase }, 'bytes')).bytes;

/** Refuses as `openIdentity`. */
export const openInWorker = async (sealed: Uint8Array, passphrase: string, owner: Owner): Promise<Identity> =>
  (await run({ kind: 'open-identity', sealed, passphrase, owner }, 'identity')).identity;

/**
 * Seals a file and hands out its parts, numbered from 1, one after the other: `onPart` keeps trying until the server
 * has one (it asks which part is next), then the next is made. A page that was closed begins anew: every sealing has
 * its own chance, so old parts fit no new ones. The bytes are lent: when `onPart` has resolved they are gone.
 */
export async function sealFile(
  file: Blob,
  recipients: readonly string[],
  watch: Watch & { readonly onPart: NonNullable<Watch['onPart']> },
): Promise<SealedFile> {
  return run({ kind: 'seal-file', file, recipients }, 'sealed', watch);
}

/**
 * Fetches a sealed file and opens it, checked against what its record says of it. Refuses `sealed_not_for_me`,
 * `sealed_tampered`, `file_other`; throws the server's problem document as `{ status, problem }`.
 */
export const openFile = async (
  { url, secret, file }: { url: string; secret: string; file: FileFacts },
  watch: Watch = {},
): Promise<File> => (await run({ kind: 'open-file', url, secret, file }, 'opened', watch)).file;

/** Removes what `openFile` left in the browser's own folder: on locking and on start. */
export async function forgetOpened(): Promise<void> {
  try {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('humi-opened', { recursive: true });
  } catch {
    // Nothing was opened here, or the browser has no such folder.
  }
}

function run<K extends Answer['kind']>(
  task: Task,
  wanted: K,
  { onProgress, onPart, signal }: Watch = {},
): Promise<Extract<Answer, { kind: K }>> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  let sending: Promise<unknown> = Promise.resolve();
  const done = new Promise<Extract<Answer, { kind: K }>>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')));
    worker.onerror = ({ message }) => reject(new Error(message || 'worker'));
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data.kind === 'progress') onProgress?.(data.share);
      else if (data.kind === 'part') {
        const { number, bytes } = data;
        sending = sending
          .then(() => onPart?.(number, bytes))
          .then(() => worker.postMessage({ kind: 'next', room: bytes.buffer } satisfies Next, [bytes.buffer]));
        sending.catch(reject);
      } else if (data.kind === 'refused') reject(new Refused(data.reason, { ...data.detail }));
      else if (data.kind === 'failed') reject(new Error(data.message));
      else if (data.kind === 'problem') reject(Object.assign(new Error('problem'), data));
      // The worker answers a task with its own kind, anything else was handled above; the last parts may still be on their way.
      else if (data.kind === wanted) sending.then(() => resolve(data as Extract<Answer, { kind: K }>), reject);
    };
    worker.postMessage(task);
  });
  return done.finally(() => worker.terminate());
}
