import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { House, Verb } from '#server/kernel/verb.ts';
import { perform } from '#server/kernel/verb.ts';

/** A verb performed by system at a time: data beside the routes. `cron` is in Chinese time. */
export type Schedule = { readonly queue: string; readonly cron: string; readonly act: Verb };

/** Work that waits as rows: `work` does a piece of it and says whether there was any. `acts` are the verbs it performs. */
export type Beat = {
  readonly name: string;
  readonly acts: readonly Verb[];
  readonly work: (house: House) => Promise<boolean>;
};

export type Worker = { stop(): Promise<void> };

/** Where a failed run is written down: the log of the server. */
export type Report = (queue: string, error: unknown) => void;

/** Starts pg-boss on the product's database and gives every schedule its worker. */
export async function startWorker(
  owner: pg.Pool,
  house: House,
  { schedules, beats = [], report }: { schedules: readonly Schedule[]; beats?: readonly Beat[]; report: Report },
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
  const stops = beats.map((beat) => startBeat(beat, house, report));
  return {
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()));
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}

const pause = 1_000;

/** Looks for work once a second, and goes on at once while there is any. What fails is reported, and tried again. */
function startBeat({ name, work }: Beat, house: House, report: Report): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const look = async (): Promise<void> => {
    const more = await work(house).catch((error: unknown) => void report(name, error));
    if (!stopped) timer = setTimeout(begin, more ? 0 : pause);
  };
  const begin = (): void => {
    running = look();
  };
  begin();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    // A long piece is not waited for: its lease ends, and the next server begins the step anew.
    await Promise.race([running, new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
  };
}
