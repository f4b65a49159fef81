import type { Item, Journal } from './journal.ts';

/** As many as one request takes. */
const mostInBatch = 1000;

/** What was read waits here no longer than this before it is written down and sent, milliseconds. */
const longestWait = 1000;

export type Basket = ReturnType<typeof openBasket>;

/** Collects what was read into batches; each is in the journal before the courier hears of it. */
export function openBasket(journal: Journal, wake: () => void) {
  let items: Item[] = [];
  let since = 0;
  const flush = async (): Promise<void> => {
    if (items.length === 0) return;
    const batch = items;
    items = [];
    await journal.add(batch);
    wake();
  };
  return {
    async put(item: Item): Promise<void> {
      if (items.length === 0) since = Date.now();
      items.push(item);
      if (items.length >= mostInBatch || Date.now() - since >= longestWait) await flush();
    },
    flush,
  };
}
