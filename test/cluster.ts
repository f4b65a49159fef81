import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startTemporary } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { loadReferenceData } from '#server/seed.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    database: { host: string; port: number; user: string; password: string; database: string };
  }
}

/**
 * A database cluster and one template with every migration and the reference data; each test file makes its own copy
 * (test/house.ts). Vitest calls this once per project. HUMI_TEST_DATABASE (JSON for `pg`) names a server of one's own,
 * such as PostgreSQL 15.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env.HUMI_TEST_DATABASE;
  const temporary = external ? null : await startTemporary();
  const config = external ? JSON.parse(external) : temporary?.config;
  const template = `humi_template_${project.name}_${process.pid}`;
  await once(config, `create database ${template}`);
  const pool = new pg.Pool({ ...config, database: template });
  await migrate(pool);
  await loadReferenceData(pool);
  await pool.end();
  project.provide('database', { ...config, database: template });
  return async () => {
    // What journeys keep beside the template: the files of the demonstration (test/journeys/server.ts).
    rmSync(join(tmpdir(), `${template}_demo`), { recursive: true, force: true });
    if (external) await once(config, `drop database if exists ${template}`);
    await temporary?.stop();
  };
}

async function once(config: pg.PoolConfig, sql: string): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  await client.query(sql);
  await client.end();
}
