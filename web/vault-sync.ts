import { encodeBase64 } from '#domain/evidence/base64.ts';
import type { Roll } from '#domain/identities/roll.ts';
import type { SecretRow } from '#domain/secrets/schema.ts';
import { openCatalogue, sealCatalogue } from '#seal/catalogue.ts';
import type { Identity } from '#seal/identity.ts';
import { api, read } from './api.ts';
import { bytesOf } from './keyring.ts';
import { changeVault, type Entry, emptyVault, readVault } from './vault.ts';
import type { Batch, Result, Task } from './vault-opener.ts';
import { standingOf } from './vault-standing.ts';

type Keys = {
  readonly identity: Identity;
  readonly roll: Roll;
  /** The own catalogue as the server keeps it; null before the first. */
  readonly takeCatalogue: () => Promise<string | null>;
};

let running: Promise<void> | null = null;

/**
 * Brings the opened entries up to the list: the catalogue first, in one decryption, then what is newer, batch by batch
 * in a worker. One at a time; a second call waits for the first.
 */
export async function syncVault(rows: readonly SecretRow[], keys: Keys): Promise<void> {
  while (running) await running.catch(() => undefined);
  running = sync(rows, keys).finally(() => {
    running = null;
  });
  return running;
}

async function sync(rows: readonly SecretRow[], keys: Keys): Promise<void> {
  const { recipient } = keys.identity;
  if (readVault().owner !== recipient) emptyVault(recipient);
  if (!readVault().ready) await readCatalogue(keys);
  const mine = new Set(rows.filter(({ mine }) => mine).map(({ id }) => id));
  const kept = [...readVault().entries].filter(([id]) => mine.has(id));
  if (kept.length < readVault().entries.size) changeVault({ entries: new Map(kept) });
  const own = rows.filter((row) => row.mine);
  refuseOlder(own.filter((row) => standing(row) === 'older'));
  const newer = own.filter((row) => standing(row) === 'newer');
  if (newer.length === 0) return;
  await openAll(newer, keys);
  changeVault({ opening: null });
  if (readVault().owner === recipient) await keepCatalogue(keys.identity);
}

const standing = (row: SecretRow) => standingOf(row, readVault().entries.get(row.id), readVault().problems.get(row.id));

/** What was seen stays in the catalogue, so that the server is caught again the next time; the page shows the reason. */
function refuseOlder(rows: readonly SecretRow[]): void {
  if (rows.length === 0) return;
  const told = rows.map(({ id, latest }) => [id, `${latest}:sealed_older_version`] as const);
  changeVault({ problems: new Map([...readVault().problems, ...told]) });
}

async function readCatalogue({ identity, takeCatalogue }: Keys): Promise<void> {
  const sealed = await takeCatalogue();
  // One that does not open is simply made anew: everything in it can be opened one by one.
  const opened = sealed === null ? null : await openCatalogue<Entry>(identity, bytesOf(sealed)).catch(() => null);
  if (readVault().owner !== identity.recipient) return;
  changeVault({ entries: new Map(Object.entries(opened?.entries ?? {})), ready: true });
}

export async function keepCatalogue(identity: Identity): Promise<void> {
  const { entries } = readVault();
  const at = new Date().toISOString();
  const file = await sealCatalogue(identity, { at, entries: Object.fromEntries(entries) });
  await read(api.POST('/api/secrets/keep-catalogue', { body: { sealed: encodeBase64(file) } })).catch(() => undefined);
}

const batchSize = 100;

async function openAll(rows: readonly SecretRow[], { identity, roll }: Keys): Promise<void> {
  const worker = new Worker(new URL('./vault-opener.ts', import.meta.url), { type: 'module' });
  const total = rows.length;
  let done = 0;
  try {
    let waiting = rows.map(({ id }) => id);
    while (waiting.length > 0 && readVault().owner === identity.recipient) {
      changeVault({ opening: { done, total } });
      const ids = waiting.slice(0, batchSize);
      const answer = await read(api.POST('/api/secrets/consult', { body: { ids, purpose: 'work' } }));
      const tasks = answer.rows.map(taskOf);
      const results = await openBatch(worker, { tasks, secret: identity.secret, roll });
      if (readVault().owner !== identity.recipient) return;
      take(results, tasks);
      waiting = [...answer.rest, ...waiting.slice(batchSize)];
      done = total - waiting.length;
    }
  } finally {
    worker.terminate();
  }
}

function taskOf({ id, version, sealed }: { id: string; version: number; sealed: string }): Task {
  const before = readVault().entries.get(id);
  const follows = before !== undefined && before.version === version - 1;
  return { id, version, sealed: bytesOf(sealed), ...(follows ? { previous: before.sha256 } : {}) };
}

function openBatch(worker: Worker, batch: Batch): Promise<readonly Result[]> {
  return new Promise((resolve, reject) => {
    worker.onerror = ({ message }) => reject(new Error(message || 'worker'));
    worker.onmessage = ({ data }: MessageEvent<{ results: readonly Result[] }>) => resolve(data.results);
    worker.postMessage(batch);
  });
}

function take(results: readonly Result[], tasks: readonly Task[]): void {
  const { entries, problems } = readVault();
  const [opened, failed] = [new Map(entries), new Map(problems)];
  for (const result of results) {
    if ('entry' in result) {
      opened.set(result.id, result.entry);
      failed.delete(result.id);
    } else {
      const version = tasks.find(({ id }) => id === result.id)?.version ?? 0;
      failed.set(result.id, `${version}:${result.problem}`);
    }
  }
  changeVault({ entries: opened, problems: failed });
}
