import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { entriesOf, makeLog } from '#test/witness.ts';
import { openAlarms } from './alarms.ts';
import { hasKey, openKey, openLogs, type WitnessKey } from './keys.ts';
import { openWitness } from './serve.ts';
import { openState } from './state.ts';

const dir = mkdtempSync(join(tmpdir(), 'humi-witness-cut-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const log = makeLog();
log.add(...entriesOf(9));

/** The witness as a fresh start finds it on disk; `change` replaces what it signs with. */
async function whileServing<T>(change: (key: WitnessKey) => WitnessKey, work: (url: string) => Promise<T>): Promise<T> {
  const state = openState(dir, { isNew: !hasKey(dir) });
  const key = change(openKey(dir, 'witness.example/cut'));
  const server = openWitness({
    ...{ key, state, logs: openLogs(dir, [log.vkey]), alarms: openAlarms(dir), clock: () => new Date() },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    // A server that listens on a port has an address of this kind.
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/add-checkpoint`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const send = async (url: string, body: string) => {
  const { status, text } = await fetch(url, { method: 'POST', body }).then(
    async (answer) => ({ status: answer.status, text: await answer.text() }),
    () => ({ status: 0, text: '' }),
  );
  return { status, text };
};

/** What comes after keeping never comes. */
const dies = (key: WitnessKey): WitnessKey => ({
  ...key,
  cosign: () => {
    throw new Error('killed');
  },
});

test('between keeping and answering: what was kept is not forgotten, and is signed on asking again', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const same = (key: WitnessKey): WitnessKey => key;
  expect((await whileServing(same, async (url) => send(url, await log.request(0, 4)))).status).toBe(200);
  expect((await whileServing(dies, async (url) => send(url, await log.request(4, 9)))).status).toBe(500);
  await whileServing(same, async (url) => {
    expect(await send(url, await log.request(4, 9))).toEqual({ status: 409, text: '9\n' });
    expect(await send(url, await log.request(4, 6))).toEqual({ status: 409, text: '9\n' });
    expect((await send(url, await log.request(9, 9))).status).toBe(200);
  });
});
