/**
 * What was recorded without a network and waits to be sent: kept in the browser, sent in order, once, by the person
 * who recorded it. This file is the rule alone (its store and its wire are given), so that it is tested without a
 * browser; pages use `queueSend` and `useOutbox` of offline.ts.
 */
export type ToSend = {
  /** UUIDv7 made by the page. An item with the id of one that waits takes its place (an edited body). */
  readonly id: string;
  /** The act, as in the permission table: "visit.add". */
  readonly act: string;
  /** Where its body is posted: "/api/visits". */
  readonly url: string;
  readonly body: unknown;
  /** Who recorded it, in which organisation: nobody else's session ever sends it. */
  readonly person: string;
  readonly organisation: string;
  /** What the person reads in the list of what waits. */
  readonly title: string;
  /** The page on which it can be corrected; it is opened with `?waiting=<id>`. */
  readonly page?: string;
  /** Items of one chain need each other: when one is refused, those behind it wait. The id when absent. */
  readonly chain?: string;
};

export type Said = { readonly reason: string; readonly detail: string };

export type Waiting = ToSend & {
  readonly queued_at: string;
  readonly place: number;
  /** Of this very body: a repeat carries the same idempotency key, an edited body another. */
  readonly key: string;
  readonly refused?: Said;
};

/** Where items are kept: IndexedDB (keep.ts), in tests a map. */
export type OutboxStore = {
  all(): Promise<Waiting[]>;
  put(item: Waiting): Promise<void>;
  remove(id: string): Promise<void>;
};

/** `later`: no answer, nothing is sent on. `stuck`: the server failed at this one. `signed_out`: nobody is signed in. */
export type Outcome = 'sent' | 'later' | 'stuck' | 'signed_out' | { readonly refused: Said };

export type Sender = { readonly person: string; readonly organisation: string };

export type Wire = {
  /** Who is signed in now, asked of the server; null when nobody is or no answer comes. */
  who(): Promise<Sender | null>;
  send(item: Waiting): Promise<Outcome>;
  newKey(): string;
  now(): Date;
};

/** `changed` is called after every change of what is kept; `sent` for each item that arrived. */
export function openOutbox(
  store: OutboxStore,
  wire: Wire,
  tell: { changed: () => void; sent: (item: Waiting) => void } = { changed: () => undefined, sent: () => undefined },
) {
  const list = async (): Promise<Waiting[]> =>
    (await store.all()).sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
  const find = async (id: string): Promise<Waiting | undefined> => (await store.all()).find((item) => item.id === id);

  async function add(item: ToSend): Promise<void> {
    const items = await store.all();
    const before = items.find(({ id }) => id === item.id);
    const last = items.reduce((most, { place }) => Math.max(most, place), 0);
    const same = before !== undefined && JSON.stringify(before.body) === JSON.stringify(item.body);
    await store.put({
      ...item,
      queued_at: before?.queued_at ?? wire.now().toISOString(),
      place: before?.place ?? last + 1,
      key: same ? before.key : wire.newKey(),
    });
    tell.changed();
  }

  async function discard(id: string): Promise<void> {
    await store.remove(id);
    tell.changed();
  }

  /** A refused item is tried again as it is: what it needed may be there now. */
  async function retry(id: string): Promise<void> {
    const item = await find(id);
    if (!item) return;
    const { refused: _refused, ...rest } = item;
    await store.put({ ...rest, key: wire.newKey() });
    tell.changed();
    await sendAll();
  }

  let running: Promise<void> | undefined;
  let again = false;
  /** Sends all that is the present person's, in order. A call while it runs makes it look once more at the end. */
  function sendAll(): Promise<void> {
    if (running) {
      again = true;
      return running;
    }
    running = rounds().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function rounds(): Promise<void> {
    do {
      again = false;
      await round();
    } while (again);
  }

  async function round(): Promise<void> {
    const stuck = new Set<string>();
    for (const { id } of await list()) {
      const item = await find(id);
      if (!item) continue;
      const chain = item.chain ?? item.id;
      if (item.refused) stuck.add(chain);
      if (stuck.has(chain)) continue;
      // Asked anew before each: another tab may have signed in somebody else.
      const sender = await wire.who();
      if (sender === null) return;
      if (!isOf(item, sender)) continue;
      const outcome = await wire.send(item);
      if (outcome === 'later' || outcome === 'signed_out') return;
      if (outcome === 'stuck') stuck.add(chain);
      else await settle(item, outcome, stuck);
    }
  }

  async function settle(item: Waiting, outcome: 'sent' | { refused: Said }, stuck: Set<string>): Promise<void> {
    // What was edited while it was under way is another body, which is still to be sent.
    const current = await find(item.id);
    if (current?.key !== item.key) {
      again = again || current !== undefined;
      return;
    }
    if (outcome === 'sent') await store.remove(item.id);
    else {
      stuck.add(item.chain ?? item.id);
      await store.put({ ...item, refused: outcome.refused });
    }
    if (outcome === 'sent') tell.sent(item);
    tell.changed();
  }

  return { list, find, add, discard, retry, sendAll };
}

export const isOf = (item: Sender, sender: Sender): boolean =>
  item.person === sender.person && item.organisation === sender.organisation;
