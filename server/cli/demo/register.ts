import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { depositEvidence } from '#server/evidence/deposit.ts';
import { publishNow } from '#server/evidence/log/sequencer.ts';
import type { Opened } from '#server/house.ts';
import type { Caller } from '#server/kernel/actor.ts';
import { type House, perform } from '#server/kernel/verb.ts';
import { readContent } from './content.ts';
import { houseAgo } from './days.ts';

type DemoDeposit = { person: string; file: string; title: string | null; days_ago: number };

/** Nothing is published while the demonstration is being filled: one that is cut short can begin anew. */
export const pauseRegister = (owner: pg.Pool): Promise<unknown> =>
  owner.query("update evidence_log set stopped = 'seeding', issuer = '云溪县市场监督管理局（演示）'");

/** Publishes everything that the seeding left. */
export async function openDemoRegister(opened: Opened): Promise<void> {
  await opened.house.database.owner.query('update evidence_log set stopped = null');
  await publishNow(opened);
}

/** The register keeps its name and keys when its database begins anew: its folder of tiles knows them. */
export async function keepRegister(owner: pg.Pool, beginAnew: () => Promise<void>): Promise<void> {
  const log = await owner.query('select origin from evidence_log');
  const keys = await owner.query('select vkey, kind, created_at from log_keys');
  await beginAnew();
  await owner.query('insert into evidence_log (origin) select unnest($1::text[])', [
    log.rows.map(({ origin }) => origin),
  ]);
  for (const { vkey, kind, created_at } of keys.rows)
    await owner.query('insert into log_keys (vkey, kind, from_size, created_at) values ($1, $2, 0, $3)', [
      vkey,
      kind,
      created_at,
    ]);
  await pauseRegister(owner);
}

/** The invented firms deposit files of their own; the files lie in content/demo/originals. */
export async function depositFiles(house: House, callers: ReadonlyMap<string, Caller>): Promise<void> {
  for (const { person, file, title, days_ago } of await readContent<DemoDeposit[]>('demo/deposits.json')) {
    const bytes = await readFile(new URL(`../../../content/demo/originals/${file}`, import.meta.url));
    const digest = (algorithm: 'sha256' | 'sm3') => createHash(algorithm).update(bytes).digest('hex');
    const one = { kind: 'file' as const, size: bytes.length, sha256: digest('sha256'), sm3: digest('sm3') };
    const caller = callers.get(person) ?? { token: null };
    const files = [{ ...one, ...(title === null ? {} : { title }), tool: '演示' }];
    await perform(houseAgo(house, days_ago), caller, depositEvidence, { files });
  }
}
