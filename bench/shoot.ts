/** The client in a process of its own: twenty connections, each through the same requests from another place on. */
import autocannon from 'autocannon';
import { answerParent } from './child.ts';
import { quantile } from './report.ts';

export type Shot = { readonly path: string; readonly cookie?: string };

export type Aim = {
  readonly port: number;
  readonly shots: readonly Shot[];
  readonly connections: number;
  readonly seconds: number;
};

/** Requests a second and milliseconds. `failed` counts everything that was not a 200. */
export type Hits = {
  readonly count: number;
  readonly rate: number;
  readonly median: number;
  readonly p99: number;
  readonly failed: number;
};

answerParent<Aim, Hits>(async ({ port, shots, connections, seconds }) => {
  const requests = shots.map(({ path, cookie }) => ({
    method: 'GET' as const,
    path,
    headers: cookie === undefined ? {} : { cookie },
  }));
  const times: number[] = [];
  let started = 0;
  const begin = performance.now();
  await new Promise<void>((resolve, reject) => {
    const run = autocannon(
      {
        url: `http://127.0.0.1:${port}`,
        connections,
        duration: seconds,
        requests: requests.slice(0, 1),
        setupClient: (client) => {
          const from = Math.floor((started * requests.length) / connections);
          started += 1;
          client.setRequests([...requests.slice(from), ...requests.slice(0, from)]);
        },
      },
      (error) => (error ? reject(error) : resolve()),
    );
    run.on('response', (_client, status, _bytes, time) => times.push(status === 200 ? time : Number.NaN));
  });
  const good = times.filter((time) => !Number.isNaN(time));
  const elapsed = (performance.now() - begin) / 1000;
  return {
    count: good.length,
    rate: good.length / elapsed,
    median: quantile(good, 0.5),
    p99: quantile(good, 0.99),
    failed: times.length - good.length,
  };
});
