import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { createSHA256 } from 'hash-wasm';
import type { SinkAnswer, SinkOrder } from './sink.ts';

/**
 * Beside the worker that seals or opens: digests what passes and, when a file is opened, writes it, so that neither
 * waits for the other. One file in a worker, in the order in which its pieces come.
 */
type Scope = {
  onmessage: ((event: { data: SinkOrder }) => void) | null;
  postMessage(answer: SinkAnswer, transfer?: readonly ArrayBuffer[]): void;
};
// In a worker `self` is this; the types of a window and of a worker cannot be in one program.
const scope = self as unknown as Scope;

/** Where opened bytes go. */
type Place = { write(bytes: Uint8Array<ArrayBuffer>): void; end(): Promise<File>; drop(): Promise<void> };

// Where WebAssembly is forbidden, the slower one gives the same digest.
const starting = createSHA256().catch(() => sha256.create());
let place: Place | undefined;
let bytes = 0;

/** Orders are obeyed one after the other; after a failure only `drop` is. */
let obeying: Promise<unknown> = Promise.resolve();
scope.onmessage = ({ data }) => {
  if (data.kind === 'drop') obeying = obeying.catch(() => undefined);
  obeying = obeying
    .then(() => obey(data))
    .then((answer) => scope.postMessage(answer, answer.kind === 'took' && answer.room ? [answer.room] : []));
  obeying.catch((error: unknown) => scope.postMessage({ kind: 'failed', message: String(error) }));
};

async function obey(order: SinkOrder): Promise<SinkAnswer> {
  const hash = await starting;
  if (order.kind === 'keep') place = await openPlace(order.file);
  else if (order.kind === 'piece') {
    hash.update(order.bytes);
    bytes += order.bytes.length;
    place?.write(order.bytes);
    return { kind: 'took', room: order.bytes.buffer };
  } else if (order.kind === 'drop') await place?.drop();
  else {
    const digest = hash.digest();
    const file = await place?.end();
    place = undefined;
    return {
      ...{ kind: 'ended', bytes, sha256: typeof digest === 'string' ? digest : bytesToHex(digest) },
      ...(file ? { file } : {}),
    };
  }
  return { kind: 'took' };
}

/** Where a file is written synchronously: the types of a worker are not in this program (see `Scope`). */
type Access = { write(bytes: Uint8Array, at: { at: number }): number; close(): void };
type Handle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<Access> };

/** On disk in the browser's own folder where that exists, else as a Blob, which large ones keep on disk too. */
async function openPlace({ name, media_type }: { name: string; media_type: string }): Promise<Place> {
  const folder = await openedFolder();
  const type = media_type;
  if (!folder) {
    const pieces: Blob[] = [];
    return {
      write: (piece) => void pieces.push(new Blob([piece])),
      end: async () => new File(pieces, name, { type }),
      drop: async () => void pieces.splice(0),
    };
  }
  const own = crypto.getRandomValues(new Uint32Array(4)).join('-');
  // `openedFolder` has seen that the method is there.
  const handle = (await folder.getFileHandle(own, { create: true })) as Handle;
  const access = await handle.createSyncAccessHandle();
  let at = 0;
  return {
    write: (piece) => {
      at += access.write(piece, { at });
    },
    end: async () => {
      access.close();
      return new File([await handle.getFile()], name, { type });
    },
    drop: async () => {
      access.close();
      await folder.removeEntry(own).catch(() => undefined);
    },
  };
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
