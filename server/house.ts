import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { Config } from '#server/config.ts';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/open.ts';
import { openFileStore } from '#server/kernel/file-stores.ts';
import { openHttp, reportTo } from '#server/kernel/http.ts';
import type { House } from '#server/kernel/verb.ts';
import { startWorker } from '#server/kernel/worker.ts';
import { servePages } from '#server/pages.ts';
import { followUps, routes, schedules } from '#server/routes.ts';
import { loadReferenceData } from '#server/seed.ts';

export type Opened = { readonly house: House; readonly http: FastifyInstance; close(): Promise<void> };

type Options = {
  readonly config: Config;
  readonly connection: pg.PoolConfig;
  readonly clock?: () => Date;
  readonly worker?: boolean;
  readonly log?: 'errors' | 'requests';
};

/** Opens everything on a database that runs: migrations, reference data, http and worker. Does not listen. */
export async function openHouse({
  config,
  connection,
  clock = () => new Date(),
  worker = true,
  log = 'errors',
}: Options): Promise<Opened> {
  const database = openDatabase({ connection, clock });
  await migrate(database.owner);
  await loadReferenceData(database.owner);
  const house: House = { database, files: openFileStore(config.files), clock, followUps };
  const http = await openHttp({
    house,
    routes,
    log,
    secure: config.publicUrl.startsWith('https:'),
    behindProxy: config.behindProxy,
  });
  await servePages(http);
  const jobs = worker ? await startWorker(database.owner, house, { schedules, report: reportTo(http) }) : null;
  await http.ready();
  return {
    house,
    http,
    close: async () => {
      await http.close();
      await jobs?.stop();
      await database.close();
    },
  };
}
