/** The product as it is served, in a process of its own, on a database that the benchmark has filled. */
import { join } from 'node:path';
import type pg from 'pg';
import { readConfig } from '#server/config.ts';
import { openHouse } from '#server/house.ts';
import { answerParent } from './child.ts';
import { listen } from './listen.ts';

answerParent<{ connection: pg.ClientConfig; dataDir: string }, { port: number }>(async ({ connection, dataDir }) => {
  const { http } = await openHouse({
    config: readConfig({ HUMI_DATA: join(dataDir, 'served') }),
    connection,
  });
  return { port: await listen(http) };
});
