import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { seedDemonstration } from '#server/cli/demo/seed.ts';
import { setUpLink } from '#server/cli/links.ts';
import { readConfig } from '#server/config.ts';
import { type Opened, openHouse } from '#server/house.ts';
import { testNow } from '#test/house.ts';

/** The real product behind a real address, with the built client. */
export type Site = Opened & { readonly url: string; now(): Date };

type Clock = () => Date;
type Journey = Opened & { readonly closeAndKeep: (files: string) => Promise<void> };

/** A clock that runs from this instant on, whatever the day is outside. */
const clockFrom = (instant: string): Clock => {
  const shift = Date.parse(instant) - Date.now();
  return () => new Date(Date.now() + shift);
};

let made = 0;

/** A demonstration of its own for one test file: a copy of one that is seeded once for the run. Call at the top of the file. */
export const useDemo = (): (() => Site) => useSite(demoTemplate, clockFrom(testNow));

/** An empty installation for one test file, on a day of its own, and the link to set it up. */
export function useEmpty(instant = testNow): { site: () => Site; setUp: () => Promise<string> } {
  const site = useSite(async () => inject('database').database, clockFrom(instant));
  return {
    site,
    setUp: async () => {
      const { house, url, now } = site();
      const link = await setUpLink(house.database, { publicUrl: url, now: now() });
      if (!link) throw new Error('the installation is set up already');
      return link;
    },
  };
}

function useSite(templateName: () => Promise<string>, clock: Clock): () => Site {
  let site: Site | undefined;
  let stop = async (): Promise<void> => undefined;
  beforeAll(async () => {
    const template = await templateName();
    made += 1;
    const name = `humi_journey_${process.pid}_${made}`;
    await admin(`create database ${name} template ${template}`);
    const opened = await open(name, clock, template.endsWith('_demo') ? demoFiles() : undefined);
    await opened.http.listen({ host: '127.0.0.1', port: 0 });
    // Fastify has just listened on TCP, so that the address is one of TCP.
    const { port } = opened.http.server.address() as AddressInfo;
    site = { ...opened, url: `http://127.0.0.1:${port}`, now: clock };
    stop = async () => {
      await opened.close();
      await admin(`drop database if exists ${name} with (force)`);
    };
  }, 180_000);
  afterAll(() => stop());
  return () => {
    if (!site) throw new Error('the site is open only inside tests');
    return site;
  };
}

/** Seeding takes seconds, a copy of it does not: the first file of a run seeds, the others wait for it and copy. */
async function demoTemplate(): Promise<string> {
  const empty = inject('database').database;
  const name = `${empty}_demo`;
  const client = new pg.Client({ ...inject('database'), database: 'postgres' });
  await client.connect();
  try {
    // Two files run at once: one of them seeds.
    await client.query("select pg_advisory_lock(hashtext('demo template'))");
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount) return name;
    await admin(`create database ${name}_draft template ${empty}`);
    const opened = await open(`${name}_draft`, clockFrom(testNow));
    await seedDemonstration(opened);
    await opened.closeAndKeep(demoFiles());
    await admin(`alter database ${name}_draft rename to ${name}`);
    return name;
  } finally {
    await client.end();
  }
}

/** The files of the seeded demonstration: the evidence register goes on only with its own keys and tiles. */
const demoFiles = (): string => join(tmpdir(), `${inject('database').database}_demo`);

async function open(database: string, clock: Clock, seeded?: string): Promise<Journey> {
  const dataDir = mkdtempSync(join(tmpdir(), 'humi-journey-'));
  if (seeded) cpSync(seeded, dataDir, { recursive: true });
  const opened = await openHouse({
    config: readConfig({ HUMI_DATA: dataDir }),
    connection: { ...inject('database'), database },
    clock,
    worker: false,
  });
  return {
    ...opened,
    closeAndKeep: async (files) => {
      await opened.close();
      renameSync(dataDir, files);
    },
    close: async () => {
      await opened.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function admin(sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ ...inject('database'), database: 'postgres' });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
