import { join } from 'node:path';
import { openBrowser } from '#test/browser.ts';
import { type Bar, median, round } from '../report.ts';
import { serveSite } from '../site.ts';

const least = 100;
/** 1 GB; `HUMI_BENCH_HASH_MB=10240` reads ten. */
const megabytes = Number(process.env.HUMI_BENCH_HASH_MB ?? 1024);
const turns = 3;
const source = join(import.meta.dirname, '../../verify/hashing/page.ts');

/** SHA-256 and SM3 of one file at once, by the page's own code in workers of a real Chromium. */
export async function benchHashing(): Promise<Bar[]> {
  const server = await serveSite(`<!doctype html><script type="module" src="${source}"></script>`);
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
