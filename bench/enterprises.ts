/** The register of firms: a table of 100,000 rows comes in; a county's list with 1,000,000 firms in the installation. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from '#server/db/migrate.ts';
import { hashToken } from '#server/kernel/session.ts';
import { loadReferenceData } from '#server/seed.ts';
import { startChild } from './child.ts';
import { openCluster } from './enterprises/cluster.ts';
import { county, fillFirms, makeTable, openOffice } from './enterprises/data.ts';
import { measureMemory } from './processes.ts';
import { type Bar, quantile } from './report.ts';

export const enterpriseParts = ['import', 'firms'] as const;
export type EnterprisePart = (typeof enterpriseParts)[number];

const token = 'bench-officer-of-firms';
const headers = { cookie: `humi_session=${token}` };

/** Both parts on one database of their own; the product serves in a process of its own, whose memory is measured. */
export async function benchEnterprises(parts: readonly EnterprisePart[] = enterpriseParts): Promise<Bar[]> {
  const { connection, dataDir, close } = await openCluster();
  const pool = new pg.Pool(connection);
  // As `humi start` does: what was compiled once is not compiled, nor held in memory, at the next start.
  process.env.NODE_COMPILE_CACHE = join(dataDir, 'compiled');
  const serve = () => startChild<object, { port: number }>('serve.ts');
  await migrate(pool);
  await loadReferenceData(pool);
  await openOffice(pool, hashToken(token));
  const first = serve();
  await first.ask({ connection, dataDir });
  await first.close();
  const child = serve();
  try {
    const { port } = await child.ask({ connection, dataDir });
    const url = `http://127.0.0.1:${port}/api`;
    const bars: Bar[] = [];
    if (parts.includes('import')) bars.push(...(await benchImport(url, child.pid ?? 0, dataDir)));
    if (parts.includes('firms')) bars.push(...(await benchLists(url, pool)));
    return bars;
  } finally {
    await child.close();
    await pool.end();
    await close();
  }
}

const rows = 100_000;

type Table = { state: string; done: number; total: number; added: number; problems: number; mapping: object };

async function benchImport(url: string, pid: number, dataDir: string): Promise<Bar[]> {
  const file = await makeTable(join(dataDir, 'firms.xlsx'), rows);
  const bytes = readFileSync(file);
  const call = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const answer = await fetch(`${url}${path}`, { ...init, headers: { ...headers, ...init.headers } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    // The answers of our own API, each in the shape that its caller names.
    return (await answer.json()) as T;
  };
  const post = <T>(path: string, body: object): Promise<T> =>
    call<T>(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  const begin = performance.now();
  const form = new FormData();
  form.append('file', new Blob([bytes]), 'firms.xlsx');
  const { id } = await call<{ id: string }>('/enterprises/import', { method: 'POST', body: form });
  let [peak, seen] = [memoryOf(pid), 0];
  const before = Math.round(peak);
  const until = async (state: string): Promise<Table> => {
    for (;;) {
      const table = await call<Table>(`/enterprises/imports/${id}`);
      peak = Math.max(peak, memoryOf(pid));
      if (table.state === 'applying' && table.done > 0 && table.done < table.total) seen += 1;
      if (table.state === state) return table;
      if (table.state === 'failed') throw new Error(JSON.stringify(table));
      await sleep(250);
    }
  };
  const seconds = (): string => ((performance.now() - begin) / 1000).toFixed(1);
  const { mapping } = await until('arrived');
  const read = `${seconds()} s ${Math.round(peak)} MB`;
  await post(`/enterprises/imports/${id}/map`, { mapping, duplicates: 'skip' });
  const { added, problems } = await until('checked');
  const checked = `${seconds()} s ${Math.round(peak)} MB`;
  await post(`/enterprises/imports/${id}/apply`, {});
  await until('done');
  const whole = (performance.now() - begin) / 1000;
  const note = `${(bytes.length / 1e6).toFixed(1)} MB; read ${read}, checked ${checked}; ${added} added, ${problems} problems; progress seen ${seen} times while writing`;
  return [
    { name: `import of ${rows} firms`, figure: whole, unit: 's', sense: 'at most', limit: 60, note },
    {
      name: 'server memory while importing',
      figure: peak,
      unit: 'MB',
      sense: 'at most',
      limit: 400,
      note: `highest seen; ${before} MB before`,
    },
  ];
}

/** As the bars of the whole project measure it: private pages, and the program files once. */
const memoryOf = (pid: number): number => measureMemory(pid)?.server ?? 0;

const firms = 1_000_000;

async function benchLists(url: string, pool: pg.Pool): Promise<Bar[]> {
  await fillFirms(pool, firms);
  const { rows: some } = await pool.query<{ id: string }>(
    `select org_id as id from enterprises where division_code = $1 limit 20`,
    [county],
  );
  const pages: readonly (readonly [string, string])[] = [
    ['firm list of a county with total', `/enterprises?division=${county}`],
    ['firm list filtered and searched', `/enterprises?division=${county}&industry=C&q=${encodeURIComponent('示例')}`],
    ['firm page', `/enterprises/${some[0]?.id ?? ''}`],
  ];
  const bars: Bar[] = [];
  for (const [name, path] of pages) {
    const times = await load(`${url}${path}`);
    const note = `median ${quantile(times, 0.5).toFixed(1)} ms, ${firms} firms`;
    bars.push({
      name: `${name}, p99 at 20 at once`,
      figure: quantile(times, 0.99),
      unit: 'ms',
      sense: 'at most',
      limit: 100,
      note,
    });
  }
  return bars;
}

/** Twenty readers, one request after another each; milliseconds of every one but the first few. */
async function load(address: string): Promise<number[]> {
  const times: number[] = [];
  const reader = async (): Promise<void> => {
    for (let turn = 0; turn < 40; turn++) {
      const begin = performance.now();
      const answer = await fetch(address, { headers });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      if (turn >= 5) times.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: 20 }, reader));
  return times;
}
