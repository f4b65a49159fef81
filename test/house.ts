import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { readConfig } from '#server/config.ts';
import { type Opened, openHouse } from '#server/house.ts';

export type TestHouse = Opened & {
  readonly connection: pg.PoolConfig;
  readonly dataDir: string;
  setTime(instant: string): void;
};

/** Today in tests, unless a test says otherwise: 21 November 2026, noon in China. */
export const testNow = '2026-11-21T04:00:00Z';

let made = 0;

/** The real product on a fresh copy of the template database, for one test file. Call at the top of the file. */
export function useHouse(): () => TestHouse {
  let house: TestHouse | undefined;
  let dataDir = '';
  let name = '';
  const template = inject('database');
  beforeAll(async () => {
    made += 1;
    name = `humi_test_${process.pid}_${Math.random().toString(36).slice(2, 8)}_${made}`;
    dataDir = mkdtempSync(join(tmpdir(), 'humi-test-'));
    await admin(template, `create database ${name} template ${template.database}`);
    let now = testNow;
    const connection = { ...template, database: name };
    const config = readConfig({ HUMI_DATA: dataDir });
    const opened = await openHouse({ config, connection, clock: () => new Date(now), worker: false });
    house = {
      ...opened,
      connection,
      dataDir,
      setTime: (instant) => {
        now = instant;
      },
    };
  }, 60_000);
  afterAll(async () => {
    await house?.close();
    await admin(template, `drop database if exists ${name} with (force)`);
    rmSync(dataDir, { recursive: true, force: true });
  });
  return () => {
    if (!house) throw new Error('the house is open only inside tests');
    return house;
  };
}

async function admin(template: pg.ClientConfig, sql: string): Promise<void> {
  const client = new pg.Client({ ...template, database: 'postgres' });
  await client.connect();
  await client.query(sql);
  await client.end();
}
