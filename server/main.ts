import { mkdirSync } from 'node:fs';
import type pg from 'pg';
import { readConfig } from '#server/config.ts';
import { startEmbedded } from '#server/db/embedded.ts';
import { type Opened, openHouse } from '#server/house.ts';

export type Served = Opened & { readonly url: string };

/** Reads the settings, opens the database (embedded unless DATABASE_URL names one), serves http. */
export async function serve(
  env: NodeJS.ProcessEnv,
  prepare: (opened: Opened) => Promise<void> = async () => undefined,
): Promise<Served> {
  const config = readConfig(env);
  mkdirSync(config.dataDir, { recursive: true });
  const database = await connect(config.databaseUrl, config.dataDir);
  const opened = await openHouse({
    config,
    connection: database.connection,
    log: env.HUMI_LOG === 'on' ? 'requests' : 'errors',
  });
  await prepare(opened);
  await opened.http.listen({ host: config.host, port: config.port });
  return {
    ...opened,
    url: config.publicUrl,
    close: async () => {
      await opened.close();
      await database.stop();
    },
  };
}

export async function connect(
  url: string | null,
  dataDir: string,
): Promise<{ connection: pg.PoolConfig; stop(): Promise<void> }> {
  if (url) return { connection: { connectionString: url }, stop: async () => undefined };
  const embedded = await startEmbedded({
    dataDir: `${dataDir}/db`,
    log: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  return { connection: embedded.config, stop: embedded.stop };
}
