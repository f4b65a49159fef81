/** Plain one-row insert transactions of so many connections without any HTTP: the rate of the database alone. */
import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { answerParent } from '../child.ts';

type Told = { readonly connection: pg.ClientConfig; readonly connections: number; readonly seconds: number };

answerParent<Told, { rate: number }>(async ({ connection, connections, seconds }) => {
  const clients = Array.from({ length: connections }, () => new pg.Client(connection));
  await Promise.all(clients.map((client) => client.connect()));
  await clients[0]?.query(
    'create table if not exists bench_floor (id uuid primary key, org_id uuid not null, salt bytea not null, entry bytea not null)',
  );
  let count = 0;
  const begin = performance.now();
  const until = begin + 1000 * seconds;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < until) {
        const id = randomUUID();
        await client.query('begin');
        await client.query({ name: 'bare', text: insert, values: [id, id, randomBytes(16), randomBytes(94)] });
        await client.query('commit');
        count += 1;
      }
    }),
  );
  const rate = count / ((performance.now() - begin) / 1000);
  await Promise.all(clients.map((client) => client.end()));
  return { rate };
});

const insert = 'insert into bench_floor (id, org_id, salt, entry) values ($1, $2, $3, $4)';
