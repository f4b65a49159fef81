import pg from 'pg';
import { startChild } from '../child.ts';
import { officers, type Size } from '../data.ts';
import { databaseServers, processorTime } from '../processes.ts';
import { type Bar, median, quantile, round } from '../report.ts';
import { openWorld } from '../world.ts';
import type { Fire, Fired } from './fire.ts';

const connections = 16;
const turns = 5;
const seconds = 3;
const batchEntries = 1_000;
const batchClients = 4;
const batchSeconds = 10;
const bars = { single: 70, batch: 20_000, published: 2 } as const;
const size: Size = { regions: 100, tasksEach: 1, people: 1_000 };

type Bare = { connection: pg.ClientConfig; connections: number; seconds: number };

/** Deposits through the whole product: one by one from sixteen clients against the floor, in batches, and until published. */
export async function benchDeposits(): Promise<Bar[]> {
  const world = await openWorld();
  const children: { close(): Promise<void> }[] = [];
  const start = <T extends object, A>(file: string) => {
    const child = startChild<T, A>(`evidence/${file}`);
    children.push(child);
    return child;
  };
  try {
    const connection = await world.make('bench_evidence', size);
    // Before the servers: the cluster of the product takes forty connections.
    const bare = await start<Bare, { rate: number }>('bare.ts').ask({ connection, connections, seconds: 5 });
    const served = startChild<object, { port: number }>('serve.ts');
    children.push(served);
    const humi = await served.ask({ connection, dataDir: world.dataDir });
    const floored = start<object, { port: number }>('floor.ts');
    const floor = await floored.ask({ connection });
    const client = start<Fire, Fired>('fire.ts');
    const cookies = officers(size, 'unit', connections).map(({ token }) => `humi_session=${token}`);
    const watch = await watchPublishing(connection);
    const deposit = { port: humi.port, path: '/api/evidence', cookies, seconds };
    const insert = { port: floor.port, path: '/deposit', cookies, seconds, entries: 1 };
    const pairs: Pair[] = [];
    for (let turn = 0; turn <= turns; turn += 1) {
      const ours = await counted(served.pid, () => client.ask({ ...deposit, entries: 1 }));
      const theirs = await counted(floored.pid, () => client.ask(insert));
      if (turn > 0) pairs.push({ ours, theirs });
    }
    const batches = await client.ask({
      ...{ ...deposit, cookies: cookies.slice(0, batchClients), seconds: batchSeconds },
      entries: batchEntries,
    });
    await watch.untilPublished();
    const delays = await watch.delaysOf(pairs.flatMap(({ ours }) => ours.acknowledged));
    await watch.close();
    return [single(pairs, bare.rate), batch(batches), published(delays)];
  } finally {
    for (const child of children) await child.close();
    await world.close();
  }
}

const rateOf = ({ milliseconds, seconds }: Fired): number => milliseconds.length / seconds;

/** `processor`: milliseconds of server and database for one request, which a busy neighbour changes least. */
type Counted = Fired & { readonly processor: number };
type Pair = { readonly ours: Counted; readonly theirs: Counted };

async function counted(pid: number | undefined, fire: () => Promise<Fired>): Promise<Counted> {
  const busy = () =>
    [...(pid === undefined ? [] : [pid]), ...databaseServers()].reduce((sum, one) => sum + processorTime(one), 0);
  const before = busy();
  const fired = await fire();
  return { ...fired, processor: (1000 * (busy() - before)) / fired.milliseconds.length };
}

function single(pairs: readonly Pair[], bare: number): Bar {
  const [ours, theirs] = [
    median(pairs.map((pair) => rateOf(pair.ours))),
    median(pairs.map((pair) => rateOf(pair.theirs))),
  ];
  const p99 = quantile(
    pairs.flatMap((pair) => pair.ours.milliseconds),
    0.99,
  );
  const processor = (whose: keyof Pair): number => median(pairs.map((pair) => pair[whose].processor));
  return {
    name: `single deposits of ${connections} clients, of the floor's rate`,
    figure: 100 * median(pairs.map((pair) => rateOf(pair.ours) / rateOf(pair.theirs))),
    unit: '%',
    sense: 'at least',
    limit: bars.single,
    note: `${round(ours)}/s against ${round(theirs)}/s over HTTP (${round(bare)}/s without); acknowledged p99 ${round(p99)} ms; processor ${round(processor('ours'))} ms a request against ${round(processor('theirs'))} ms`,
  };
}

const batch = (fired: Fired): Bar => ({
  name: `deposits in batches of ${batchEntries}`,
  figure: rateOf(fired) * batchEntries,
  unit: '/s',
  sense: 'at least',
  limit: bars.batch,
  note: `${batchClients} clients, p99 of a batch ${round(quantile(fired.milliseconds, 0.99))} ms`,
});

const published = (delays: readonly number[]): Bar => ({
  name: 'acknowledged to published, p99 under the load of single deposits',
  figure: quantile(delays, 0.99) / 1000,
  unit: 's',
  sense: 'at most',
  limit: bars.published,
  note: `median ${round(quantile(delays, 0.5) / 1000)} s, longest ${round(Math.max(0, quantile(delays, 1)) / 1000)} s of ${delays.length}`,
});

/** Looks every 20 ms how far the register is published; costs the database 50 short reads a second. */
async function watchPublishing(connection: pg.ClientConfig) {
  const client = new pg.Client(connection);
  // The cluster may be stopped under us after an error elsewhere, which is then the one to tell.
  client.on('error', () => undefined);
  await client.connect();
  const steps: { size: number; at: number }[] = [];
  let busy = false;
  const look = async (): Promise<{ size: number; published: number }> => {
    const { rows } = await client.query({ name: 'look', text: 'select size, published_size from evidence_log' });
    const found = { size: Number(rows[0].size), published: Number(rows[0].published_size) };
    if (steps.at(-1)?.size !== found.published) steps.push({ size: found.published, at: Date.now() });
    return found;
  };
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    look().finally(() => {
      busy = false;
    });
  }, 20);
  return {
    async untilPublished(): Promise<void> {
      for (;;) {
        const { size: sequenced, published } = await look();
        const { rows } = await client.query('select exists (select 1 from evidence_inbox) as more');
        if (!rows[0].more && sequenced === published) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    /** Milliseconds from the answer to the first look that saw a checkpoint over the entry. */
    async delaysOf(acknowledged: Fired['acknowledged']): Promise<number[]> {
      clearInterval(timer);
      const { rows } = await client.query('select id, entry_index from deposits where id = any ($1::uuid[])', [
        acknowledged.map(({ id }) => id),
      ]);
      const indexOf = new Map<string, number>(rows.map((row) => [row.id, Number(row.entry_index)]));
      return acknowledged.map(({ id, at }) => {
        const index = indexOf.get(id) ?? Number.POSITIVE_INFINITY;
        return Math.max(0, firstOver(steps, index) - at);
      });
    },
    close: () => client.end(),
  };
}

/** Steps grow: the first whose size is above the index. */
function firstOver(steps: readonly { size: number; at: number }[], index: number): number {
  let [from, to] = [0, steps.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((steps[middle]?.size ?? 0) > index) to = middle;
    else from = middle + 1;
  }
  return steps[from]?.at ?? Number.POSITIVE_INFINITY;
}
