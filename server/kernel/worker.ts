import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { House, Verb } from '#server/kernel/verb.ts';
import { perform } from '#server/kernel/verb.ts';

/** A verb performed by system at a time: data beside the routes. `cron` is in Chinese time. */
export type Schedule = { readonly queue: string; readonly cron: string; readonly act: Verb };

export type Worker = { stop(): Promise<void>; runNow(queue: string): Promise<void> };

/** Starts pg-boss on the product's database and gives every schedule its worker. */
export async function startWorker(owner: pg.Pool, house: House, schedules: readonly Schedule[]): Promise<Worker> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => owner.query(text, values) },
    schema: 'pgboss',
    persistWarnings: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  for (const { queue, cron, act } of schedules) {
    await boss.createQueue(queue);
    await boss.work(queue, async () => void (await perform(house, { token: null, system: true }, act, {})));
    await boss.schedule(queue, cron, null, { tz: 'Asia/Shanghai' });
  }
  return {
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
    runNow: async (queue) => void (await boss.send(queue, {})),
  };
}
