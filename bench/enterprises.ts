/** The register of firms: a table of 100,000 rows comes in; pages with 1,000,000 firms in the installation. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from '#server/db/migrate.ts';
import { hashToken } from '#server/kernel/session.ts';
import { loadReferenceData } from '#server/seed.ts';
import { openCluster } from './enterprises/cluster.ts';
import { makeTable, openOffice } from './enterprises/data.ts';
import { benchFirmPages, firmPageNames } from './enterprises/pages.ts';
import { measureMemory } from './processes.ts';
import type { Bar } from './report.ts';
import { idleSeconds, startHumi } from './start.ts';

export const enterpriseParts = ['import', 'firms', 'list', 'firm', 'coverage', 'items'] as const;
export type EnterprisePart = (typeof enterpriseParts)[number];

const token = 'bench-officer-of-firms';
const headers = { cookie: `humi_session=${token}` };

/** A table comes in through the whole product in a process of its own, whose memory is measured; then the pages of firms. */
export async function benchEnterprises(parts: readonly EnterprisePart[] = enterpriseParts): Promise<Bar[]> {
  const bars: Bar[] = [];
  if (parts.includes('import')) bars.push(...(await benchTable()));
  const pages = parts.includes('firms') ? firmPageNames : firmPageNames.filter((name) => parts.includes(name));
  if (pages.length > 0) bars.push(...(await benchFirmPages(pages)));
  return bars;
}

async function benchTable(): Promise<Bar[]> {
  const { connection, dataDir, close } = await openCluster();
  const pool = new pg.Pool(connection);
  await migrate(pool);
  await loadReferenceData(pool);
  await openOffice(pool, hashToken(token));
  await pool.end();
  try {
    // The second start is the usual one: what was compiled once is not compiled, nor held in memory, again.
    await (await startHumi({ connection, dataDir })).close();
    const humi = await startHumi({ connection, dataDir });
    await sleep(idleSeconds * 1000);
    try {
      return await benchImport(`${humi.url}/api`, humi.pid, dataDir);
    } finally {
      await humi.close();
    }
  } finally {
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
