import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type pg from 'pg';

const here = import.meta.dirname;

/** Brings a database to today's shape: forward-only SQL files, then the row policies if their text changed. */
export async function migrate(owner: pg.Pool): Promise<void> {
  const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool: owner }) });
  const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) {
    const failed = results?.find((result) => result.status === 'Error');
    throw new Error(
      `migration ${failed?.migrationName ?? ''} failed: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
  await applyPolicies(owner);
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const folder = join(here, 'migrations');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const entries = names.map(async (name): Promise<[string, Migration]> => {
    const text = await readFile(join(folder, name), 'utf8');
    return [name.replace(/\.sql$/, ''), { up: async (db) => void (await sql.raw(text).execute(db)) }];
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function applyPolicies(owner: pg.Pool): Promise<void> {
  const text = await readFile(join(here, 'policies.sql'), 'utf8');
  const tables = await owner.query(
    "select string_agg(tablename, ',' order by tablename) as names from pg_tables where schemaname = 'public'",
  );
  const hash = createHash('sha256').update(text).update(tables.rows[0].names).digest('hex');
  const stored = await owner.query("select value from installation where key = 'policies'");
  if (stored.rows[0]?.value === hash) return;
  const quoted = hash.replaceAll(/[^0-9a-f]/g, '');
  // One simple query is one transaction: the policies and the note of their hash come together or not at all.
  await owner.query(
    `${text};\ninsert into installation (key, value) values ('policies', '${quoted}') on conflict (key) do update set value = excluded.value`,
  );
}
