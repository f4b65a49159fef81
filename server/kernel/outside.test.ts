import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postOutside } from '#server/kernel/outside.ts';

let server: Server;
let port = 0;
const reached: string[] = [];

/** A service that sends elsewhere, never answers, never ends or answers. */
beforeAll(async () => {
  server = createServer((request, response) => {
    reached.push(request.url ?? '');
    if (request.url === '/redirect') response.writeHead(307, { location: '/inside' }).end();
    else if (request.url === '/endless') {
      const more = (): void =>
        void (response.destroyed || response.write(Buffer.alloc(10_000), () => setImmediate(more)));
      more();
    } else if (request.url === '/drip') {
      response.write('a');
    } else if (request.url !== '/silent') response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (path: string, host = `127.0.0.1:${port}`) =>
  postOutside({ url: `http://${host}${path}`, type: 'text/plain', body: 'x', wait: 500, mostBytes: 64 * 1024 });

test('an answer is read whole', async () => {
  const answer = await ask('/');
  expect('bytes' in answer && Buffer.from(answer.bytes).toString()).toBe('ok');
});

test('nobody is sent on to another place', async () => {
  expect(await ask('/redirect')).toEqual({ unreachable: 'unexpected redirect' });
  expect(reached).not.toContain('/inside');
});

test('an answer that does not end, or does not come, is none', async () => {
  expect(await ask('/endless')).toEqual({ unreachable: 'too_long' });
  expect(await ask('/silent')).toEqual({ unreachable: 'timeout' });
  expect(await ask('/drip')).toEqual({ unreachable: 'timeout' });
});

test('a cause never tells the address, which may hold a password', async () => {
  const told = JSON.stringify(await ask('/', `user:secret@127.0.0.1:${port}`));
  expect(told).toContain('unreachable');
  expect(told).not.toContain('secret');
});
