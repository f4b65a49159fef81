import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type pg from 'pg';
import { newId } from '#server/kernel/id.ts';
import { openAlarms } from '#server/witness/alarms.ts';
import { hasKey, openKey, openLogs } from '#server/witness/keys.ts';
import { openWitness } from '#server/witness/serve.ts';
import { openState } from '#server/witness/state.ts';

const name = '云溪县人民法院（演示见证方）';

/**
 * A witness for the demonstration, so that its proofs show a co-signature. It runs in the same process, which a real
 * witness never should: it would vouch for nothing. Listens on a port of the machine's choice; answers how to end it.
 */
export async function startDemoWitness(owner: pg.Pool, dataDir: string): Promise<() => Promise<void>> {
  const dir = join(dataDir, 'witness');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const state = openState(dir, { isNew: !hasKey(dir) });
  const keys = await owner.query("select vkey from log_keys where kind = 'ed25519' and revoked_at is null");
  const key = openKey(dir, 'court.demo.humi.local/witness');
  const logs = openLogs(
    dir,
    keys.rows.map(({ vkey }) => vkey),
  );
  const server = openWitness({ key, state, logs, alarms: openAlarms(dir), clock: () => new Date() });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on a host and a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const known = await owner.query('update witnesses set url = $2 where vkey = $1', [key.vkey, url]);
  if (known.rowCount === 0)
    await owner.query("insert into witnesses (id, name, vkey, url, state) values ($1, $2, $3, $4, 'active')", [
      newId(),
      name,
      key.vkey,
      url,
    ]);
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}
