import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { House, Verb } from '#server/kernel/verb.ts';
import { perform } from '#server/kernel/verb.ts';

/** A verb performed by system at a time: data beside the routes. `cron` is in Chinese time. */
export type Schedule = { readonly queue: string; readonly cron: string; readonly act: Verb };

export type Worker = { stop(): Promise<void> };

/** Where a failed run is written down: the log of the server. */
export type Report = (queue: string, error: unknown) => void;

/** Starts pg-boss on the product's database and gives every schedule its worker. */
export async function startWorker(
  owner: pg.Pool,
  house: House,
  { schedules, report }: { schedules: readonly Schedule[]; report: Report },
): Promise<Worker> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => owner.query(text, values) },
    schema: 'pgboss',
    persistWarnings: false,
  });
  boss.on('error', (error) => report('pg-boss', error));
  await boss.start();
  for (const { queue, cron, act } of schedules) {
    await boss.createQueue(queue);
    await boss.work(queue, async () => {
      try {
        await perform(house, { token: null, system: true }, act, {});
      } catch (error) {
        report(queue, error);
        // pg-boss does it again, and keeps what failed for good.
        throw error;
      }
    });
    await boss.schedule(queue, cron, null, { tz: 'Asia/Shanghai' });
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 5_000 }) };
}
