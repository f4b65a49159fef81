import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { dayInChina } from '#server/kernel/verb.ts';
import { loadReferenceData } from '#server/seed.ts';
import type { Size } from '../data.ts';
import { fillCountry } from './country.ts';

/** A database of firms of the given size with the settings of the product; what was built stays between two runs. */
export type FirmsWorld = {
  /** Where it is, and a folder for the keys and files of the product that serves it. */
  readonly make: (name: string, size: Size) => Promise<{ connection: pg.ClientConfig; dataDir: string }>;
  close(): Promise<void>;
};

const cacheDir = join(process.env.HUMI_BENCH_CACHE ?? join(tmpdir(), 'humi-bench-log'), 'firms');

export async function openFirmsWorld(): Promise<FirmsWorld> {
  mkdirSync(cacheDir, { recursive: true });
  // The database runs as a user of its own where we are root.
  chmodSync(join(cacheDir, '..'), 0o711);
  chmodSync(cacheDir, 0o711);
  const cluster = await startEmbedded({ dataDir: join(cacheDir, 'db') });
  return {
    make: async (name, size) => {
      const wanted = `${name}_${shape()}`;
      const connection = { ...cluster.config, database: wanted };
      if (!(await isPresent(cluster.config, { name, wanted }))) await build(cluster.config, { wanted, size });
      await wake(connection);
      return { connection, dataDir: join(cacheDir, wanted) };
    },
    close: cluster.stop,
  };
}

const migrations = join(import.meta.dirname, '../../server/db/migrations');

/** Tables, functions or data that were made otherwise are built anew; released migrations never change, so that is seldom. */
function shape(): string {
  const hash = createHash('sha256').update(readFileSync(join(import.meta.dirname, 'country.ts')));
  for (const file of readdirSync(migrations).sort()) hash.update(readFileSync(join(migrations, file)));
  return hash.digest('hex').slice(0, 8);
}

/** Drops what an earlier shape left. */
async function isPresent(config: pg.ClientConfig, { name, wanted }: { name: string; wanted: string }) {
  return once(config, async (client) => {
    const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [`${name}_`]);
    for (const { datname } of rows.filter((row) => row.datname !== wanted)) {
      await client.query(`drop database ${datname} with (force)`);
      rmSync(join(cacheDir, datname), { recursive: true, force: true });
    }
    return rows.some((row) => row.datname === wanted);
  });
}

/** Under another name until it is whole, so that a run that was stopped leaves no half of it. */
async function build(config: pg.ClientConfig, { wanted, size }: { wanted: string; size: Size }): Promise<void> {
  const begin = performance.now();
  const half = 'bench_half_made';
  await once(config, async (client) => {
    await client.query(`drop database if exists ${half} with (force)`);
    await client.query(`create database ${half}`);
  });
  const owner = new pg.Pool({ ...config, database: half });
  try {
    await migrate(owner);
    await loadReferenceData(owner);
    await fillCountry(owner, size, dayInChina(new Date()));
    const { rows } = await owner.query(
      'select (select count(*) from enterprises) as firms, (select count(*) from assessments) as assessments, (select count(*) from secrets) as secrets',
    );
    const { firms, assessments, secrets } = rows[0];
    const seconds = ((performance.now() - begin) / 1000).toFixed(0);
    console.log(`${wanted}: ${firms} firms, ${assessments} assessments, ${secrets} sealed entries in ${seconds} s`);
  } finally {
    await owner.end();
  }
  await once(config, (client) => client.query(`alter database ${half} rename to ${wanted}`));
}

/** Today's functions and policies, and sessions that have not idled out since the last run. */
async function wake(connection: pg.ClientConfig): Promise<void> {
  const owner = new pg.Pool(connection);
  try {
    await migrate(owner);
    await owner.query(`update sessions set seen_at = now(), expires_at = now() + interval '1 day'`);
    await owner.query('vacuum (analyze) sessions');
  } finally {
    await owner.end();
  }
}

async function once<T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...config, database: 'postgres' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
