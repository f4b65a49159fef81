import { expect, test } from 'vitest';
import { Refused } from '#domain/refused.ts';
import type { Choice } from './package-items.ts';
import { makePackage } from './package-make.ts';

const facts = {
  ...{ firm: '示例精密科技有限公司', day: '2026-11-22', secrets: ['第1号秘密'], missing: [] },
  ...{ passphrase: '示例口令-mako-tebi-suna-19', workFactor: 10 },
};
const bytes = () => new Blob([new Uint8Array(3)]).stream();
const choice = (key: string, open: Choice['open']): Choice => ({
  ...{ part: 'origin', key, title: `图纸${key}`, ending: '.bin', shows: '秘密的原始材料', size: 3, open },
});
const make = (choices: readonly Choice[], stop = new AbortController()) =>
  makePackage(choices, facts, { onDone: () => undefined, signal: stop.signal });

test('[C23] an item that went meanwhile ends the package and is named; what was exchanged keeps its own refusal', async () => {
  const gone = choice('2', async () => {
    throw Object.assign(new Error('not_found'), { problem: { status: 404, reason: 'not_found', detail: '' } });
  });
  await expect(make([choice('1', bytes), gone])).rejects.toMatchObject({
    ...{ reason: 'package_item_lost', detail: { name: '图纸2' } },
  });
  const exchanged = choice('1', async () => {
    throw new Refused('file_other');
  });
  await expect(make([exchanged])).rejects.toMatchObject({ reason: 'file_other' });
});

test('[C23] cancelled while an item is on its way: it is let go at once, no further one is asked for, nothing is made', async () => {
  const stop = new AbortController();
  const asked: string[] = [];
  const slow = choice('2', (signal) => {
    asked.push('2');
    setTimeout(() => stop.abort(new DOMException('cancelled', 'AbortError')), 20);
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  });
  const last = choice('3', () => {
    asked.push('3');
    return bytes();
  });
  await expect(make([choice('1', bytes), slow, last], stop)).rejects.toMatchObject({ name: 'AbortError' });
  expect(asked).toEqual(['2']);
});
