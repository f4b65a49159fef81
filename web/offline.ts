import { useSyncExternalStore } from 'react';
import { api, problemOf, read } from './api.ts';
import { getList, outboxStore, putList } from './keep.ts';
import { type Outcome, openOutbox, type Sender, type ToSend, type Waiting } from './outbox.ts';
import { newKey } from './ui/useAct.ts';

/** Called for each item that arrived: a page refreshes what it shows. */
const arrivals = new Set<(item: Waiting) => void>();
export const onArrival = (listen: (item: Waiting) => void): (() => void) => {
  arrivals.add(listen);
  return () => void arrivals.delete(listen);
};

const wire = { who, send, newKey, now: () => new Date() };

const outbox = openOutbox(outboxStore, wire, {
  changed: () => void reload(),
  sent: (item) => {
    for (const listen of arrivals) listen(item);
  },
});

async function who(): Promise<Sender | null> {
  try {
    const { person, post } = await read(api.GET('/api/accounts/me'));
    return person && post ? { person: person.id, organisation: post.organisation } : null;
  } catch {
    return null;
  }
}

async function send({ url, body, key }: Waiting): Promise<Outcome> {
  try {
    await read(postJson(url, body, key));
    return 'sent';
  } catch (error) {
    const { status, reason, detail } = problemOf(error);
    if (status === 401) return 'signed_out';
    if (status === 0 || status === 429 || reason === 'no_answer') return 'later';
    return status >= 500 ? 'stuck' : { refused: { reason, detail } };
  }
}

async function postJson(url: string, body: unknown, key: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': document.documentElement.lang,
      'idempotency-key': key,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  const answer: unknown = await response.json().catch(() => undefined);
  return response.ok ? { data: answer ?? {}, response } : { error: answer, response };
}

/**
 * Keeps an act and sends it as soon as there is a network: at once, or after days, also when the page was closed.
 * Resolves when it is kept: `sent`, `waiting` (no network, or somebody else is signed in), or the server's refusal.
 * @throws when the browser can keep nothing (then the page says so and keeps its form)
 */
export async function queueSend(item: ToSend): Promise<'sent' | 'waiting' | { refused: string }> {
  await outbox.add(item);
  void navigator.storage?.persist?.().catch(() => undefined);
  await Promise.race([sendWaiting(), new Promise((resolve) => setTimeout(resolve, patience))]);
  const kept = await outbox.find(item.id);
  if (kept === undefined) return 'sent';
  return kept.refused ? { refused: kept.refused.detail || kept.refused.reason } : 'waiting';
}

/** So long a person looks at a button before "kept, will be sent" is the better answer. */
const patience = 6_000;

/** One tab at a time sends, where the browser can say so; a second time does no harm, only costs. */
export async function sendWaiting(): Promise<void> {
  if (!navigator.locks) return outbox.sendAll();
  await navigator.locks.request('humi-outbox', () => outbox.sendAll());
}

export const discardWaiting = (id: string): Promise<void> => outbox.discard(id);
export const retryWaiting = (id: string): Promise<void> => outbox.retry(id);
export const findWaiting = (id: string): Promise<Waiting | undefined> => outbox.find(id);

let items: readonly Waiting[] = [];
const watchers = new Set<() => void>();

async function reload(): Promise<void> {
  // A browser that keeps nothing has nothing that waits.
  items = await outbox.list().catch(() => []);
  for (const watch of watchers) watch();
}

function watch(changed: () => void): () => void {
  if (watchers.size === 0) void reload();
  watchers.add(changed);
  return () => void watchers.delete(changed);
}

/** All that waits in this browser, whoever recorded it, in the order of sending. */
export const useOutbox = (): readonly Waiting[] => useSyncExternalStore(watch, () => items);

/** Looks for what can be sent now, when the network is back, when the page is looked at again, and every minute. */
export function startSending(): () => void {
  const attempt = (): void => {
    if (document.visibilityState === 'visible' && items.length > 0) void sendWaiting().catch(() => undefined);
  };
  const timer = setInterval(attempt, 60_000);
  addEventListener('online', attempt);
  document.addEventListener('visibilitychange', attempt);
  void reload().then(attempt);
  return () => {
    clearInterval(timer);
    removeEventListener('online', attempt);
    document.removeEventListener('visibilitychange', attempt);
  };
}

const nameOf = ({ person, organisation }: Sender, name: string): string => `${person}/${organisation}/${name}`;

/** Keeps a list on the phone for work without a network, for this person in this post, until they sign out. */
export const keepList = (owner: Sender, name: string, value: unknown): Promise<void> =>
  putList(nameOf(owner, name), value);

/** What `keepList` kept under the name. The page that wrote it knows its shape; undefined when there is none. */
export const keptList = (owner: Sender, name: string): Promise<unknown> =>
  getList(nameOf(owner, name)).catch(() => undefined);

/** The program itself is kept, so that it opens without a network (offline-worker.ts). Not while developing. */
export async function keepProgram(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' });
}
