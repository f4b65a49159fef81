import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type Memory, measureMemory } from './processes.ts';
import { type Bar, median } from './report.ts';

const root = join(import.meta.dirname, '..');
/** What a clean clone has; node_modules is what `npm ci` has put there. */
const cloned = [
  'bin',
  'content',
  'verify',
  'seal',
  'papers',
  'domain',
  'server',
  'tools',
  'web',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

const laterStarts = 3;
/** A server is asked for its memory when its start is over. */
export const idleSeconds = 10;

/**
 * `humi start` as after `npm ci` on a clean clone: no built web client, no data, no compile cache. Then again, with
 * all of them; then the memory of the idle server.
 */
export async function benchStart(): Promise<Bar[]> {
  const place = mkdtempSync(join(tmpdir(), 'humi-bench-start-'));
  chmodSync(place, 0o755);
  try {
    for (const name of cloned) cpSync(join(root, name), join(place, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
    const first = await startAndStop(place);
    const later = [];
    for (let start = 1; start < laterStarts; start += 1) later.push((await startAndStop(place)).seconds);
    const last = await startAndStop(place, idleSeconds);
    return [...timeBars(first.seconds, [...later, last.seconds]), ...memoryBars(last.memory)];
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function timeBars(first: number, later: readonly number[]): Bar[] {
  const unit = 's';
  const note = `${later.length} starts, slowest ${Math.max(...later).toFixed(1)} s`;
  return [
    {
      name: 'start to first page: first time',
      figure: first,
      unit,
      sense: 'at most',
      limit: 20,
      note: 'builds the web client and the database',
    },
    { name: 'start to first page: later', figure: median(later), unit, sense: 'at most', limit: 3, note },
  ];
}

function memoryBars(memory: Memory | null): Bar[] {
  if (!memory) {
    console.log('memory: measured on Linux only');
    return [];
  }
  const shape = { unit: 'MB', sense: 'at most', note: `after ${idleSeconds} s idle` } as const;
  return [
    { name: 'idle server', figure: memory.server, limit: 200, ...shape },
    { name: 'idle embedded database', figure: memory.database, limit: 150, ...shape },
  ];
}

/** Starts, waits for the first page and for health, idles, measures, ends in good order. */
async function startAndStop(place: string, idle = 0): Promise<{ seconds: number; memory: Memory | null }> {
  const port = await freePort();
  const begin = performance.now();
  const humi = spawn(process.execPath, ['bin/humi.mjs', 'start'], {
    cwd: place,
    env: {
      ...process.env,
      HUMI_DATA: join(place, 'data'),
      HUMI_PORT: String(port),
      NODE_COMPILE_CACHE: join(place, 'compiled'),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    await untilServed(`http://127.0.0.1:${port}`, humi);
    const seconds = (performance.now() - begin) / 1000;
    await sleep(idle * 1000);
    return { seconds, memory: humi.pid === undefined ? null : measureMemory(humi.pid) };
  } finally {
    if (humi.exitCode === null) {
      humi.kill('SIGTERM');
      await once(humi, 'exit');
    }
  }
}

/** `humi start` on a database that is there, until it serves. */
export async function startHumi({ connection, dataDir }: { connection: pg.ClientConfig; dataDir: string }) {
  const [port, { user, password, host, database }] = [await freePort(), connection];
  const humi = spawn(process.execPath, ['bin/humi.mjs', 'start'], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: `postgres://${user}:${encodeURIComponent(String(password))}@/${database}?host=${encodeURIComponent(host ?? '')}`,
      HUMI_DATA: join(dataDir, 'served'),
      HUMI_PORT: String(port),
      NODE_COMPILE_CACHE: join(dataDir, 'compiled'),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilServed(url, humi);
  const close = async (): Promise<void> => {
    humi.kill('SIGTERM');
    await once(humi, 'exit');
  };
  return { url, pid: humi.pid ?? 0, close };
}

async function untilServed(url: string, humi: ChildProcess): Promise<void> {
  const deadline = performance.now() + 90_000;
  while (performance.now() < deadline) {
    if (humi.exitCode !== null) throw new Error(`humi start ended with ${humi.exitCode}`);
    if (await isServed(url)) return;
    await sleep(20);
  }
  throw new Error('humi start did not answer within 90 s');
}

async function isServed(url: string): Promise<boolean> {
  try {
    const page = await fetch(url);
    const health = await fetch(`${url}/api/health`);
    return page.ok && (await page.text()).includes('<script') && health.ok;
  } catch {
    return false;
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
