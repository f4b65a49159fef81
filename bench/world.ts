import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/open.ts';
import { openFileStore } from '#server/kernel/file-stores.ts';
import { openTileStore } from '#server/kernel/tile-stores.ts';
import { dayInChina, perform } from '#server/kernel/verb.ts';
import { rollUpProgrammes } from '#server/programmes/roll-up.ts';
import { loadReferenceData } from '#server/seed.ts';
import { fill, type Size } from './data.ts';

/** An embedded database cluster with the settings of the product (nothing made fast for the test), gone after close(). */
export type World = {
  /** Makes a database of the given size with the counts that the product keeps. */
  readonly make: (name: string, size: Size) => Promise<pg.ClientConfig>;
  readonly dataDir: string;
  close(): Promise<void>;
};

export async function openWorld(): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'humi-bench-'));
  chmodSync(dataDir, 0o711);
  const cluster = await startEmbedded({ dataDir: join(dataDir, 'db') });
  return {
    dataDir,
    make: async (name, size) => {
      const begin = performance.now();
      await runOnce(cluster.config, `create database ${name}`);
      const connection = { ...cluster.config, database: name };
      await furnish(connection, dataDir, size);
      console.log(
        `${name}: ${size.regions} programmes, ${size.regions * size.tasksEach} tasks, ${size.people} people in ${((performance.now() - begin) / 1000).toFixed(1)} s`,
      );
      return connection;
    },
    close: async () => {
      await cluster.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function furnish(connection: pg.ClientConfig, dataDir: string, size: Size): Promise<void> {
  const clock = () => new Date();
  const database = openDatabase({ connection, clock });
  try {
    await migrate(database.owner);
    await loadReferenceData(database.owner);
    await fill(database.owner, size, dayInChina(clock()));
    const disk = { kind: 'disk', dir: join(dataDir, 'files') } as const;
    const [files, tiles] = [openFileStore(disk), openTileStore(disk)];
    await perform(
      { database, files, tiles, clock, followUps: [] },
      { token: null, system: true },
      rollUpProgrammes,
      {},
    );
    await database.owner.query('vacuum (analyze, freeze)');
    await database.owner.query('checkpoint');
  } finally {
    await database.close();
  }
}

async function runOnce(config: pg.ClientConfig, sql: string): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  await client.query(sql);
  await client.end();
}
