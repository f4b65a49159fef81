import { expect, test } from 'vitest';
import { type Outcome, openOutbox, type Sender, type ToSend, type Waiting } from './outbox.ts';

const mia: Sender = { person: 'mia', organisation: 'station' };

/** A phone: what it keeps outlives the outbox, as a closed browser does; the wire is the test's. */
function phone(kept = new Map<string, Waiting>()) {
  const sent: Waiting[] = [];
  let clock = new Date('2026-11-21T04:00:00Z');
  let made = 0;
  const at = {
    who: mia as Sender | null,
    answer: (_: Waiting): Outcome | Promise<Outcome> => 'sent',
  };
  const store = {
    all: async () => [...kept.values()].map((item) => structuredClone(item)),
    put: async (item: Waiting) => void kept.set(item.id, structuredClone(item)),
    remove: async (id: string) => void kept.delete(id),
  };
  const outbox = openOutbox(store, {
    who: async () => at.who,
    send: async (item) => {
      sent.push(item);
      return at.answer(item);
    },
    newKey: () => `key-${made++}-${kept.size}`,
    now: () => clock,
  });
  const setTime = (instant: string): void => {
    clock = new Date(instant);
  };
  return { outbox, sent, kept, at, setTime };
}

const visit = (id: string, more: Partial<ToSend> = {}): ToSend => ({
  ...{ id, act: 'visit.add', url: '/api/visits', body: { id }, ...mia, title: id },
  ...more,
});

const ids = (items: readonly Waiting[]): string[] => items.map(({ id }) => id);

test('[C15] what was recorded off line is sent in order when the network is back, also when the browser was closed for three days', async () => {
  const before = phone();
  before.at.answer = () => 'later';
  await before.outbox.add(visit('b'));
  await before.outbox.add(visit('a'));
  await before.outbox.sendAll();
  expect(ids(before.sent)).toEqual(['b']);
  const after = phone(before.kept);
  after.setTime('2026-11-24T04:00:00Z');
  await after.outbox.sendAll();
  expect(ids(after.sent)).toEqual(['b', 'a']);
  expect(after.sent[0]?.queued_at).toBe('2026-11-21T04:00:00.000Z');
  expect(after.kept.size).toBe(0);
});

test('[C15] a repeat after no answer carries the same idempotency key; an edited body another', async () => {
  const { outbox, sent, at } = phone();
  at.answer = () => 'later';
  await outbox.add(visit('a'));
  await outbox.sendAll();
  await outbox.add(visit('a'));
  await outbox.sendAll();
  await outbox.add(visit('a', { body: { id: 'a', note: 'more' } }));
  await outbox.sendAll();
  const [first, second, third] = sent.map(({ key }) => key);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test('[C15] calls at the same time send once', async () => {
  const { outbox, sent } = phone();
  await outbox.add(visit('a'));
  await Promise.all([outbox.sendAll(), outbox.sendAll(), outbox.sendAll()]);
  expect(ids(sent)).toEqual(['a']);
});

test('[C15] another person’s session, or the same person in another post, sends nothing of it; signed out it is kept', async () => {
  const { outbox, sent, kept, at } = phone();
  await outbox.add(visit('a'));
  for (const who of [null, { ...mia, person: 'ben' }, { ...mia, organisation: 'bureau' }]) {
    at.who = who;
    await outbox.sendAll();
  }
  expect([sent.length, kept.size]).toEqual([0, 1]);
  at.who = mia;
  await outbox.sendAll();
  expect(ids(sent)).toEqual(['a']);
});

test('[C15] who is signed in is asked before each: a session changed meanwhile ends the sending', async () => {
  const { outbox, sent, at } = phone();
  await outbox.add(visit('a'));
  await outbox.add(visit('b'));
  at.answer = () => {
    at.who = { ...mia, person: 'ben' };
    return 'sent';
  };
  await outbox.sendAll();
  expect(ids(sent)).toEqual(['a']);
});

test('[C15] a refused one stays with its sentence and holds up only its own chain; corrected it goes', async () => {
  const { outbox, sent, at } = phone();
  const refused = { reason: 'visit_firm', detail: '请核对企业。' };
  at.answer = ({ id }) => (id === 'a' ? { refused } : 'sent');
  await outbox.add(visit('a', { chain: 'form' }));
  await outbox.add(visit('behind', { chain: 'form' }));
  await outbox.add(visit('other'));
  await outbox.sendAll();
  await outbox.sendAll();
  expect(ids(sent)).toEqual(['a', 'other']);
  expect((await outbox.list()).map(({ id, refused: said }) => [id, said?.detail])).toEqual([
    ['a', '请核对企业。'],
    ['behind', undefined],
  ]);
  at.answer = () => 'sent';
  await outbox.add(visit('a', { chain: 'form', body: { id: 'a', corrected: true } }));
  await outbox.sendAll();
  expect(ids(sent)).toEqual(['a', 'other', 'a', 'behind']);
});

test('[C15] a refused one may be sent again as it is, or be discarded', async () => {
  const { outbox, at, kept } = phone();
  at.answer = () => ({ refused: { reason: 'not_permitted', detail: '' } });
  await outbox.add(visit('a'));
  await outbox.add(visit('b'));
  await outbox.sendAll();
  at.answer = () => 'sent';
  await outbox.discard('b');
  await outbox.retry('a');
  expect(kept.size).toBe(0);
});

test('[C15] a server that fails at one is asked about the others; one edited under way is sent again', async () => {
  const { outbox, sent, at } = phone();
  at.answer = async ({ id, body }) => {
    if (id === 'a') return 'stuck';
    if (JSON.stringify(body) === '{"id":"b"}') await outbox.add(visit('b', { body: { id: 'b', edited: true } }));
    return 'sent';
  };
  await outbox.add(visit('a'));
  await outbox.add(visit('b'));
  await outbox.sendAll();
  expect(sent.filter(({ id }) => id === 'b').map(({ body }) => body)).toEqual([{ id: 'b' }, { id: 'b', edited: true }]);
  expect(ids(await outbox.list())).toEqual(['a']);
});
