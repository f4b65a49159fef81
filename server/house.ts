import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { Config } from '#server/config.ts';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/open.ts';
import { openRegister } from '#server/evidence/log/first-start.ts';
import { type EvidenceLog, openEvidenceLog } from '#server/evidence/log/sequencer.ts';
import { serveLog } from '#server/evidence/log/serve.ts';
import { showTrust } from '#server/evidence/trust.ts';
import { openFileStore } from '#server/kernel/file-stores.ts';
import { keepHeapSmall } from '#server/kernel/heap.ts';
import { openHttp, reportTo } from '#server/kernel/http.ts';
import { openTileStore } from '#server/kernel/tile-stores.ts';
import { ask, type House } from '#server/kernel/verb.ts';
import { startWorker } from '#server/kernel/worker.ts';
import { servePages } from '#server/pages.ts';
import { beats, followUps, rounds, routes, schedules } from '#server/routes.ts';
import { loadReferenceData } from '#server/seed.ts';
import { serveVerifyPage } from '#server/verify-page.ts';

export type Opened = {
  readonly house: House;
  readonly http: FastifyInstance;
  readonly log: EvidenceLog;
  close(): Promise<void>;
};

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
  keepHeapSmall();
  const database = openDatabase({ connection, clock });
  await migrate(database.owner);
  await loadReferenceData(database.owner);
  const { owner } = database;
  const tiles = openTileStore(config.files);
  const house: House = { database, files: openFileStore(config.files), tiles, clock, followUps };
  await openRegister({ owner, ...config.log, publicUrl: config.publicUrl, now: clock() });
  const http = await openHttp({
    house,
    routes,
    log,
    secure: config.publicUrl.startsWith('https:'),
    behindProxy: config.behindProxy,
  });
  const report = reportTo(http);
  const trust = () => ask(house, { token: null }, showTrust, {});
  await serveLog(http, { owner, tiles, clock, report, trust });
  await serveVerifyPage(http, trust);
  await servePages(http);
  const jobs = worker ? await startWorker(owner, house, { schedules, beats, report }) : null;
  const { keysDir } = config.log;
  const evidence = openEvidenceLog({ owner, tiles, clock, report, keysDir, rounds, running: worker });
  await http.ready();
  return {
    house,
    http,
    log: evidence,
    close: async () => {
      await http.close();
      await evidence.stop();
      await jobs?.stop();
      await database.close();
    },
  };
}
