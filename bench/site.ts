import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

/** Answers what is no file of the page; false for what it does not know either. */
type More = (request: IncomingMessage, reply: ServerResponse) => boolean;

/** A page as it is built for people (`html` with module scripts), on a port of the loopback. */
export async function serveSite(html: string, more: More = () => false): Promise<{ url: string; close(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'humi-bench-site-'));
  writeFileSync(join(folder, 'index.html'), html);
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    worker: { format: 'es' },
    build: { write: false, target: 'es2022', modulePreload: false },
  });
  rmSync(folder, { recursive: true, force: true });
  const outputs = Array.isArray(built) ? built.flatMap(({ output }) => output) : 'output' in built ? built.output : [];
  const files = new Map(outputs.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]));
  const server = createServer((request, reply) => {
    if (more(request, reply)) return;
    const name = (request.url ?? '/').slice(1) || 'index.html';
    const type = name.endsWith('.js') ? 'text/javascript' : 'text/html';
    reply.writeHead(files.has(name) ? 200 : 404, { 'content-type': type }).end(files.get(name) ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the page is not served');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}
