import type { Algorithm, Progress } from './digest-stream.ts';

/** Where the state of a digest waits for the same file to be chosen again. Losing it costs time only. */
export type HashStore = {
  read(file: string, algorithm: Algorithm): Promise<Progress | undefined>;
  write(file: string, algorithm: Algorithm, progress: Progress): Promise<void>;
  forget(file: string): Promise<void>;
};

/** What tells a file from another before it is read. Blobs without a name are never taken up again. */
export function keyOf(blob: Blob): string | undefined {
  if (!(blob instanceof File)) return undefined;
  return [blob.webkitRelativePath || blob.name, blob.size, blob.lastModified].join('|');
}

/** The browser's own database, by this origin. A browser that withholds it (private windows) starts from zero. */
export const browserStore = (): HashStore => ({
  read: async (file, algorithm) => {
    const kept: unknown = await ask('readonly', (states) => states.get(`${algorithm}|${file}`)).catch(() => undefined);
    return isProgress(kept) ? kept : undefined;
  },
  write: async (file, algorithm, progress) => {
    await ask('readwrite', (states) => states.put(progress, `${algorithm}|${file}`)).catch(() => undefined);
  },
  forget: async (file) => {
    await ask('readwrite', (states) => states.delete(`sha256|${file}`)).catch(() => undefined);
    await ask('readwrite', (states) => states.delete(`sm3|${file}`)).catch(() => undefined);
  },
});

const isProgress = (kept: unknown): kept is Progress =>
  typeof kept === 'object' && kept !== null && 'offset' in kept && 'state' in kept && 'mark' in kept;

async function ask<T>(mode: IDBTransactionMode, what: (states: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await settled(what(database.transaction('states', mode).objectStore('states')));
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('humi-hashing', 1);
  request.onupgradeneeded = () => void request.result.createObjectStore('states');
  return settled(request);
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('indexedDB'));
  });
