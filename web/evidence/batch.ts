import type { paths as Paths } from '../api.gen.ts';
import { newKey } from '../ui/useAct.ts';
import { change, type Item, queued, whenCleared } from './queue.ts';

type Sent = Paths['/api/evidence']['post']['requestBody']['content']['application/json']['files'];

/** What one request deposits, and the key by which the server knows its repeat. */
export type Batch = { readonly key: string; readonly ids: readonly number[]; readonly files: Sent };

let open: { readonly batch: Batch; attempts: number } | null = null;
whenCleared(() => {
  open = null;
});

/** Sent before without an answer. Nobody knows whether it was deposited, so that it must go again as it was, and first. */
export const unansweredBatch = (): Batch | null => open?.batch ?? null;

/** Items as they are now; from here on nothing of them can be changed until the server has answered. */
export function beginBatch(ids: readonly number[]): Batch | null {
  const items = queued().filter(({ id, state, digests }) => ids.includes(id) && state === 'ready' && digests);
  if (items.length === 0) return null;
  const batch = { key: newKey(), ids: items.map(({ id }) => id), files: items.flatMap(sendable) };
  open = { batch, attempts: 0 };
  for (const { id } of items) change(id, { state: 'asked' });
  return batch;
}

export const countAttempt = (): void => {
  if (open) open.attempts += 1;
};

/** Deposited: each item becomes the deposit of its place. */
export function settleBatch({ ids }: Batch, deposits: readonly { id: string }[]): void {
  open = null;
  for (const [at, { id: deposit }] of deposits.entries()) {
    const id = ids[at];
    if (id !== undefined) change(id, { state: 'deposited', deposit });
  }
}

/** Of these a repeat cannot tell whether the first request was deposited: they come before the server looks at the key. */
const beforeTheKey = [401, 403, 429];

/** After a refusal (4xx) nothing was deposited, and the items can be changed again; a doubt keeps the batch as it is. */
export function refuseBatch({ ids }: Batch, status: number): void {
  if (status < 400 || status >= 500) return;
  if ((open?.attempts ?? 0) > 1 && beforeTheKey.includes(status)) return;
  open = null;
  for (const id of ids) change(id, { state: 'ready' });
}

const sendable = ({ kind, digests, title, files }: Item): Sent =>
  digests
    ? [
        {
          kind: kind === 'folder' ? 'manifest' : 'file',
          ...(title.trim() ? { title: title.trim() } : {}),
          ...digests,
          ...(kind === 'folder' ? { files } : {}),
          tool: 'humi-web',
        },
      ]
    : [];
