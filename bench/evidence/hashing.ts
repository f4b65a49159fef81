import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { openBrowser } from '#test/browser.ts';
import { type Bar, median, round } from '../report.ts';

const least = 100;
/** 1 GB; `HUMI_BENCH_HASH_MB=10240` reads ten. */
const megabytes = Number(process.env.HUMI_BENCH_HASH_MB ?? 1024);
const turns = 3;
const source = join(import.meta.dirname, '../../verify/hashing/page.ts');

/** SHA-256 and SM3 of one file at once, by the page's own code in workers of a real Chromium. */
export async function benchHashing(): Promise<Bar[]> {
  const folder = mkdtempSync(join(tmpdir(), 'humi-bench-hashing-'));
  const server = await servePage(folder);
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    const rates: Record<'workers' | 'page', number[]> = { workers: [], page: [] };
    for (let turn = 0; turn < (megabytes > 4096 ? 1 : turns); turn += 1)
      rates.workers.push(await measure(page, 'workers'));
    rates.page.push(await measure(page, 'page', Math.min(256, megabytes)));
    return [
      {
        name: `hashing a file of ${round(megabytes / 1024)} GB in the browser`,
        figure: median(rates.workers),
        unit: 'MB/s',
        sense: 'at least',
        limit: least,
        note: `SHA-256 and SM3 together, two workers, Chromium ${browser.version()}; ${round(median(rates.page))} MB/s where workers are forbidden`,
      },
    ];
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof openBrowser>>['newPage']>>;

const measure = (page: Page, threads: 'workers' | 'page', size = megabytes): Promise<number> =>
  page.evaluate(
    ([wanted, how]) =>
      // Put there by verify/hashing/page.ts, which is of the browser and cannot be imported here, not even for its type.
      (
        globalThis as unknown as { humiHashing: { measure(size: number, how: string): Promise<number> } }
      ).humiHashing.measure(wanted, how),
    [size, threads] as const,
  );

/** The page as it is built for people, on a port of the loopback. */
async function servePage(folder: string): Promise<{ url: string; close(): void }> {
  writeFileSync(join(folder, 'index.html'), `<!doctype html><script type="module" src="${source}"></script>`);
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    worker: { format: 'es' },
    build: { write: false, target: 'es2022', modulePreload: false },
  });
  const outputs = Array.isArray(built) ? built.flatMap(({ output }) => output) : 'output' in built ? built.output : [];
  const files = new Map(outputs.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]));
  const server: Server = createServer((request, reply) => {
    const name = (request.url ?? '/').slice(1) || 'index.html';
    const type = name.endsWith('.js') ? 'text/javascript' : 'text/html';
    reply.writeHead(files.has(name) ? 200 : 404, { 'content-type': type }).end(files.get(name) ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the page is not served');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}
