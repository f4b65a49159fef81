import { expect, test } from 'vitest';
import { perform } from '#server/kernel/verb.ts';
import { cleanUp } from '#server/settings/clean-up.ts';
import { useHouse } from '#test/house.ts';

const house = useHouse();

test('checkpoints that no proof needs go after two days; one an hour and the stamped ones stay', async () => {
  const { owner } = house().house.database;
  const made = (size: number, at: string) =>
    owner.query("insert into checkpoints (size, root, note, at) values ($1, decode(repeat('00', 32), 'hex'), '', $2)", [
      size,
      at,
    ]);
  for (const [size, at] of [
    [901, '2026-11-01T01:00:00Z'],
    [902, '2026-11-01T01:20:00Z'],
    [903, '2026-11-01T01:40:00Z'],
    [904, '2026-11-01T02:10:00Z'],
    [905, '2026-11-20T23:00:00Z'],
    [906, '2026-11-20T23:10:00Z'],
  ] as const)
    await made(size, at);
  await owner.query(
    `with a as (insert into authorities (id, name, url, certificates, every_minutes, state)
       values (gen_random_uuid(), '示例', 'http://x', '', 10, 'active') returning id)
     insert into time_tokens (id, authority_id, checkpoint_size, state, asked_at, next_at)
     select gen_random_uuid(), id, 902, 'waiting', now(), now() from a`,
  );
  const done = await perform(house().house, { token: null, system: true }, cleanUp, {});
  expect(done.checkpoints).toBe(1);
  expect(
    (await owner.query('select size from checkpoints where size > 900 order by size')).rows.map(({ size }) => size),
  ).toEqual([902, 903, 904, 905, 906]);
});
