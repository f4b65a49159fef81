import { resetLink, setUpLink } from '#server/cli/links.ts';
import { readConfig } from '#server/config.ts';
import { findRunning } from '#server/db/embedded-running.ts';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/open.ts';
import { connect } from '#server/main.ts';

/** `humi admin invite [LOGIN]`: the set-up link of a new installation, or a new link for a person. The server may run. */
export async function adminInvite(login: string | undefined): Promise<number> {
  const config = readConfig(process.env);
  const running = config.databaseUrl ? null : findRunning(`${config.dataDir}/db`);
  const { connection, stop } = running
    ? { connection: running, stop: async () => undefined }
    : await connect(config.databaseUrl, config.dataDir);
  const database = openDatabase({ connection, clock: () => new Date() });
  try {
    await migrate(database.owner);
    const options = { publicUrl: config.publicUrl, now: new Date() };
    const link = login === undefined ? await setUpLink(database, options) : await resetLink(database, login, options);
    process.stdout.write(
      link === null
        ? '系统已完成初始化。如需重置某人密码：humi admin invite 登录名\nAlready set up. For a person: humi admin invite LOGIN\n'
        : `${link}\n`,
    );
    return 0;
  } finally {
    await database.close();
    await stop();
  }
}
