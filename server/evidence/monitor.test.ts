import { expect, test } from 'vitest';
import { useHouse } from '#test/house.ts';
import { callsAs } from '#test/people.ts';

const house = useHouse();

test('[C23] anybody may look at a large register, at once: growth by day and delays without reading all of it', async () => {
  const { owner } = house().house.database;
  // A checkpoint a second for a day and a half, and 100,000 entries of 2026-11-21.
  await owner.query(`insert into checkpoints (size, root, note, at)
    select n, decode(repeat('ab', 32), 'hex'), 'x', timestamptz '2026-11-21T00:00:00+08' + interval '1 s' * (n - 1)
      from generate_series(1, 130000) n`);
  await owner.query(`insert into deposits (entry_index, digest_prefix, id, org_id, salt)
    select n, n, (lpad(to_hex(1795190400000 + n * 1000 - 500), 12, '0') || '7000800000000000' || lpad(to_hex(n % 65536), 4, '0'))::uuid,
           gen_random_uuid(), decode(repeat('ab', 16), 'hex') from generate_series(1, 100000) n`);
  await owner.query('update evidence_log set size = 130000, published_size = 130000');
  await owner.query('analyze checkpoints, deposits');
  const stranger = callsAs(house());
  await stranger.get('/evidence/monitor');
  const begin = performance.now();
  const { body } = await stranger.get('/evidence/monitor');
  expect(performance.now() - begin).toBeLessThan(150);
  expect(body.growth).toEqual([
    { day: '2026-11-21', size: 86_400 },
    { day: '2026-11-22', size: 130_000 },
  ]);
  // The newest entry is from 27 hours after the first; the newest checkpoint is eight hours later: nothing of its hour.
  expect(body.delays).toEqual({ p50: null, p99: null });
  await owner.query('delete from checkpoints where size > 100001');
  expect((await stranger.get('/evidence/monitor')).body.delays).toEqual({ p50: 500, p99: 500 });
});

test('one address asks three hundred times a minute for what anybody may read, and no oftener', async () => {
  const { http } = house();
  const ask = () => http.inject({ method: 'GET', url: '/api/evidence/trust', remoteAddress: '192.0.2.9' });
  const codes = [];
  for (let turn = 0; turn < 301; turn += 1) codes.push((await ask()).statusCode);
  expect(codes.indexOf(429)).toBe(300);
  const other = await http.inject({ method: 'GET', url: '/api/evidence/trust', remoteAddress: '192.0.2.10' });
  expect(other.statusCode).toBe(200);
});
