import Type from 'typebox';
import { expect, test } from 'vitest';
import { verb } from '#server/kernel/verb.ts';
import { startWorker } from '#server/kernel/worker.ts';
import { useHouse } from '#test/house.ts';

const house = useHouse();

test('a schedule that fails is written down, not swallowed', async () => {
  const failing = verb({
    name: 'report.remind',
    input: Type.Object({}),
    output: Type.Object({}),
    run: async () => {
      throw new Error('the night was dark');
    },
  });
  const told: [string, unknown][] = [];
  const { owner } = house().house.database;
  const worker = await startWorker(owner, house().house, {
    schedules: [{ queue: 'failing', cron: '0 0 1 1 *', act: failing }],
    report: (queue, error) => told.push([queue, error]),
  });
  await owner.query("insert into pgboss.job (id, name, data) values (gen_random_uuid(), 'failing', '{}')");
  await expect
    .poll(() => told, { timeout: 15_000 })
    .toEqual([['failing', expect.objectContaining({ message: 'the night was dark' })]]);
  await worker.stop();
}, 30_000);
