import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useHouse } from '#test/house.ts';
import { callsAs } from '#test/people.ts';

const house = useHouse();
const built = existsSync(join(import.meta.dirname, '../dist/web/index.html'));
const fetchPage = (url: string, method: 'GET' | 'HEAD' | 'POST' = 'GET') =>
  house().http.inject({ method, url, headers: { 'accept-encoding': 'br' } });

test.runIf(built)('every address of the client answers with its one page, compressed and never kept', async () => {
  for (const url of ['/', '/tasks', '/tasks/1?do=report']) {
    const answer = await fetchPage(url);
    expect([answer.statusCode, answer.headers['content-encoding'], answer.headers['cache-control']]).toEqual([
      200,
      'br',
      'no-cache',
    ]);
  }
});

test.runIf(built)('a hashed file that is gone is not found, so that an old page notices the update', async () => {
  const answer = await fetchPage('/assets/gone-12345678.js');
  expect([answer.statusCode, answer.json().reason]).toEqual([404, 'not_found']);
});

test('an unknown address of the API is a problem, not a page', async () => {
  const answer = await callsAs(house()).get('/no-such-noun');
  expect(answer.status).toBe(404);
  expect(answer.body).toMatchObject({ reason: 'not_found', status: 404 });
});

test('sending to an address of the client is not found', async () => {
  expect((await fetchPage('/tasks', 'POST')).statusCode).toBe(404);
});
