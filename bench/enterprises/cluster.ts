import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '#server/db/embedded.ts';

/** An embedded cluster with the settings of the product and one empty database, gone after close(). */
export async function openCluster(): Promise<{ connection: pg.ClientConfig; dataDir: string; close(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'humi-bench-firms-'));
  chmodSync(dataDir, 0o711);
  const cluster = await startEmbedded({ dataDir: join(dataDir, 'db') });
  const client = new pg.Client({ ...cluster.config, database: 'postgres' });
  await client.connect();
  await client.query('create database firms');
  await client.end();
  return {
    connection: { ...cluster.config, database: 'firms' },
    dataDir,
    close: async () => {
      await cluster.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
