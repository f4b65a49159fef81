import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { readConfig } from '#server/config.ts';
import { startEmbedded } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { type Database, openDatabase } from '#server/db/open.ts';
import { openRegister } from '#server/evidence/log/first-start.ts';
import { openEvidenceLog, publishNow } from '#server/evidence/log/sequencer.ts';
import { openFileStore } from '#server/kernel/file-stores.ts';
import { hashToken } from '#server/kernel/session.ts';
import { openTileStore } from '#server/kernel/tile-stores.ts';
import type { House } from '#server/kernel/verb.ts';
import { loadReferenceData } from '#server/seed.ts';

/** A register of a given size with the product's tables, tiles and keys. */
export type Log = {
  readonly entries: number;
  readonly house: House;
  readonly database: Database;
  /** Where tiles lie. */
  readonly tilesDir: string;
  close(): Promise<void>;
};

export type LogCluster = {
  /** Builds what is missing of it, by the product's own sequencing and publishing. */
  readonly open: (entries: number) => Promise<Log>;
  close(): Promise<void>;
};

/** Between two runs of the bench the built registers stay here. */
const cacheDir = process.env.HUMI_BENCH_CACHE ?? join(tmpdir(), 'humi-bench-log');

/** Entries belong to so many organisations, evenly, with one person each. */
export const organisations = 20_000;
/** Entries between two checkpoints: those of a busy second. */
const chunk = 2_500;

export const logSessionOf = (organisation: number): string => `bench-log-${organisation}`;

export async function openLogCluster(): Promise<LogCluster> {
  mkdirSync(cacheDir, { recursive: true });
  // The database runs as a user of its own where we are root.
  chmodSync(cacheDir, 0o711);
  const cluster = await startEmbedded({ dataDir: join(cacheDir, 'db') });
  return {
    open: async (entries) => {
      const name = `bench_log_${entries}_${shape()}`;
      await forgetOthers(cluster.config, name);
      const present = await once(cluster.config, (client) =>
        client.query('select 1 from pg_database where datname = $1', [name]),
      );
      if (present.rows.length === 0) await once(cluster.config, (client) => client.query(`create database ${name}`));
      return openLog({ ...cluster.config, database: name }, { dir: join(cacheDir, name), entries });
    },
    close: cluster.stop,
  };
}

/** A register whose tables were made otherwise is built anew; released migrations never change, so that is seldom. */
const shape = (): string =>
  createHash('sha256')
    .update(readFileSync(join(import.meta.dirname, '../../server/db/migrations/0008-evidence.sql')))
    .digest('hex')
    .slice(0, 8);

async function forgetOthers(config: pg.ClientConfig, name: string): Promise<void> {
  const sameSize = name.slice(0, name.lastIndexOf('_') + 1);
  await once(config, async (client) => {
    const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [sameSize]);
    for (const { datname } of rows.filter((row) => row.datname !== name)) {
      await client.query(`drop database ${datname} with (force)`);
      rmSync(join(cacheDir, datname), { recursive: true, force: true });
    }
  });
}

async function openLog(connection: pg.ClientConfig, { dir, entries }: { dir: string; entries: number }): Promise<Log> {
  const config = readConfig({ HUMI_DATA: dir });
  const clock = () => new Date();
  const database = openDatabase({ connection, clock });
  const { owner } = database;
  await migrate(owner);
  await loadReferenceData(owner);
  const tiles = openTileStore(config.files);
  await openRegister({ owner, ...config.log, publicUrl: config.publicUrl, now: clock() });
  await makePeople(owner);
  await build({ owner, entries }, () => {
    const { keysDir } = config.log;
    const report = (where: string, error: unknown) => console.error(where, error);
    return openEvidenceLog({ owner, tiles, clock, report, keysDir, rounds: [], running: false });
  });
  const house = { database, files: openFileStore(config.files), tiles, clock, followUps: [] };
  return { entries, house, database, tilesDir: join(dir, 'files', 'log'), close: database.close };
}

/** Sessions begin anew with every run: those of the last one have idled out. */
async function makePeople(owner: pg.Pool): Promise<void> {
  await owner.query(
    `insert into organisations (id, kind, name, division_code, path)
     select bench_org(i), 'enterprise', 'bench enterprise ' || i, code, path from divisions, generate_series(1, $1) i
      where code = '371524' on conflict do nothing`.replaceAll('bench_org(i)', orgId),
    [organisations],
  );
  await owner.query(
    `insert into people (id, name, login, state) select ${orgId}, 'bench ' || i, 'bench' || i, 'active' from generate_series(1, $1) i
     on conflict do nothing`,
    [organisations],
  );
  await owner.query(
    `insert into posts (id, person_id, org_id, path, title, roles, from_on)
     select ${orgId}, ${orgId}, ${orgId}, o.path, 'officer', '{enterprise_officer}', '2020-01-01'
       from generate_series(1, $1) i join organisations o on o.id = ${orgId} on conflict do nothing`,
    [organisations],
  );
  const tokens = Array.from({ length: organisations }, (_, at) => hashToken(logSessionOf(at + 1)));
  await owner.query('delete from sessions');
  await owner.query(
    `insert into sessions (id, token_hash, person_id, post_id, expires_at)
     select gen_random_uuid(), t, ${orgId}, ${orgId}, now() + interval '1 day'
       from unnest($1::text[]) with ordinality as s (t, i)`,
    [tokens],
  );
}

/** Organisation, person and post number i share an id. */
const orgId = "('0190beef-0000-7000-8000-' || lpad(to_hex(i::bigint), 12, '0'))::uuid";

type Building = { readonly owner: pg.Pool; readonly entries: number };

async function build({ owner, entries }: Building, open: () => ReturnType<typeof openEvidenceLog>): Promise<void> {
  const sizeNow = async (): Promise<number> =>
    Number((await owner.query('select published_size as n from evidence_log')).rows[0].n);
  let size = await sizeNow();
  if (size >= entries) return;
  console.log(`building a register of ${entries} entries (${size} are there)`);
  const [log, begin, from] = [open(), performance.now(), size];
  try {
    await owner.query('truncate evidence_inbox');
    while (size < entries) {
      await owner.query(receive, [size, Math.min(chunk, entries - size), organisations]);
      await publishNow({ log });
      size = await sizeNow();
      if (size % 500_000 === 0) {
        const rate = (size - from) / ((performance.now() - begin) / 1000);
        console.log(`  ${size} entries, ${Math.round(rate)} a second, ${new Date().toISOString().slice(11, 19)}`);
        await owner.query('vacuum evidence_inbox, evidence_batches');
      }
    }
    await owner.query('vacuum (analyze)');
    await owner.query('checkpoint');
  } finally {
    await log.stop();
  }
}

/** Entries as the door makes them: their pseudonyms open by the salt; the commitments are to nothing in particular. */
const receive = `
  insert into evidence_inbox (id, org_id, salt, digest_prefix, entry)
  select uuidv7(), org, salt, n * 2654435761, '\\x010466696c65'::bytea || int8send((extract(epoch from now()) * 1000)::bigint)
         || substr(sha256(convert_to(E'humi-organisation/1\\n', 'UTF8') || salt || convert_to(org::text, 'UTF8')), 1, 16) || a || sha256(a)
    from (select n, sha256(int8send(n)) as a, substr(sha256(int8send(-1 - n)), 1, 16) as salt,
                 ${orgId.replace('i::bigint', '(1 + n % $3::int)')} as org
            from generate_series($1::bigint, $1::bigint + $2::bigint - 1) n) x`;

async function once<T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { default: driver } = await import('pg');
  const client = new driver.Client(config);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
