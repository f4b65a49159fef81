/** `npm run dev`: the server restarts on a change, the client reloads in the browser. HUMI_PORT and HUMI_WEB_PORT set the ports. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createServer } from 'vite';
import { buildVerify } from './build-verify.ts';

const root = join(import.meta.dirname, '..');
const command = process.argv[2] ?? 'start';
const watched = ['server', 'domain', 'verify', 'papers', 'content'].flatMap((room) => [
  '--watch-path',
  join(root, room),
]);

await buildVerify();
const server = spawn(process.execPath, [...watched, join(root, 'bin/humi.mjs'), command], {
  stdio: 'inherit',
  env: { ...process.env, HUMI_BUILD: 'off' },
});
const client = await createServer({ configFile: join(root, 'web/vite.config.ts') });
await client.listen();
client.printUrls();

const stop = async (): Promise<void> => {
  server.kill('SIGTERM');
  await client.close();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
server.on('exit', (code) => {
  process.exitCode = code ?? 0;
  void client.close();
});
