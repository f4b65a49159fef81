import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE, readPassword, readPostmasterPid, USER } from './embedded-cluster.ts';
import { isAlive } from './embedded-lock.ts';
import { findPlace } from './embedded-place.ts';

/**
 * How to reach the embedded database that another living Humi has started in this directory, or null when none runs.
 * For the command line beside a running server: it joins that server's database instead of starting a second one.
 */
export function findRunning(dataDir: string) {
  const place = findPlace(dataDir, () => undefined);
  const file = join(place.cluster, 'postmaster.pid');
  const pid = existsSync(file) ? readPostmasterPid(place.cluster) : undefined;
  if (pid === undefined || !isAlive({ pid })) return null;
  // The lines of postmaster.pid: pid, data directory, start time, port, socket folder, address.
  const [, , , port, socket] = readFileSync(file, 'utf8').split('\n');
  return {
    host: socket || '127.0.0.1',
    port: Number(port),
    user: USER,
    database: DATABASE,
    password: readPassword(place),
  };
}
