import { type Config, readConfig } from '#server/config.ts';
import { findRunning } from '#server/db/embedded-running.ts';
import { migrate } from '#server/db/migrate.ts';
import { type Database, openDatabase } from '#server/db/open.ts';
import { connect } from '#server/main.ts';

/** Runs `work` on the database of the settings, beside a server that may be running, and closes what it opened. */
export async function onDatabase<T>(work: (database: Database, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const running = config.databaseUrl ? null : findRunning(`${config.dataDir}/db`);
  const { connection, stop } = running
    ? { connection: running, stop: async () => undefined }
    : await connect(config.databaseUrl, config.dataDir);
  const database = openDatabase({ connection, clock: () => new Date() });
  try {
    await migrate(database.owner);
    return await work(database, config);
  } finally {
    await database.close();
    await stop();
  }
}
