import type { OutboxStore, Waiting } from './outbox.ts';

/** What the browser keeps for work without a network: what waits to be sent, and lists kept on purpose. */
let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('humi', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('outbox', { keyPath: 'id' });
      request.result.createObjectStore('lists');
    };
    request.onsuccess = () => {
      // A newer page in another tab may change the shape: let it.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

/** One request in a transaction of its own; done when the transaction is, so that what is told as kept is kept. */
async function ask<T>(
  store: 'outbox' | 'lists',
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
) {
  const transaction = (await database()).transaction(store, mode, { durability: 'strict' });
  const request = work(transaction.objectStore(store));
  return new Promise<T>((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

export const outboxStore: OutboxStore = {
  // Written by `put` below alone.
  all: async () => (await ask('outbox', 'readonly', (store) => store.getAll())) as Waiting[],
  put: async (item) => void (await ask('outbox', 'readwrite', (store) => store.put(item))),
  remove: async (id) => void (await ask('outbox', 'readwrite', (store) => store.delete(id))),
};

/** Keeps a value under a name that begins with its owner: "<person>/<organisation>/…" (see offline.ts). */
export const putList = async (name: string, value: unknown): Promise<void> =>
  void (await ask('lists', 'readwrite', (store) => store.put(value, name)));

export const getList = (name: string): Promise<unknown> => ask('lists', 'readonly', (store) => store.get(name));

/** Nobody is signed in: lists go, what waits to be sent stays. A browser that keeps nothing has none. */
export const forgetLists = (): void => void ask('lists', 'readwrite', (store) => store.clear()).catch(() => undefined);
