import { randomUUID } from 'node:crypto';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refused } from '#domain/refused.ts';
import type { Client } from './client.ts';
import type { Item, Journal, Waiting } from './journal.ts';
import type { Told } from './words.ts';

type Parts = { readonly journal: Journal; readonly client: Client; readonly told: Told };

/** Proofs asked for at once. */
const atOnce = 8;
const mostInOneStep = 64;

/**
 * Fetches proofs of the oldest deposits that are published; the register publishes in the order of deposit. What the server has
 * lost (its database was restored from an older day) is told, and its file is deposited again by the next run.
 */
export async function saveProofs(parts: Parts): Promise<'moved' | 'unpublished' | 'nothing'> {
  const waiting = parts.journal.waiting().slice(0, mostInOneStep);
  const [first] = waiting;
  if (!first) return 'nothing';
  const published = await publishedOf(parts, waiting);
  if (published === 'lost') return 'moved';
  if (published.length === 0) return 'unpublished';
  for (let from = 0; from < published.length; from += atOnce) {
    const some = published.slice(from, from + atOnce);
    const saved = await Promise.all(some.map(async (one) => ((await saveProof(parts, one)) ? [one.id] : [])));
    await parts.journal.saved(saved.flat());
    if (saved.flat().length < some.length) return 'unpublished';
  }
  return 'moved';
}

/** All of them when the last is published, else the first alone when it is. */
async function publishedOf(parts: Parts, waiting: readonly Waiting[]): Promise<readonly Waiting[] | 'lost'> {
  for (const count of new Set([waiting.length, 1])) {
    const last = waiting[count - 1];
    if (!last) continue;
    const state = await stateOf(parts.client, last.id);
    if (state === 'published') return waiting.slice(0, count);
    if (state !== 'lost') continue;
    await parts.journal.lose(last.id);
    parts.told.failed(new Refused('deposit_lost', { name: last.item.path }));
    return 'lost';
  }
  return [];
}

const endsAll = ({ reason, detail: { status } }: Refused): boolean =>
  reason === 'deposit_server_away' || status === 401 || status === 403;

async function stateOf(client: Client, id: string): Promise<string> {
  try {
    return await client.stateOf(id);
  } catch (error) {
    if (error instanceof Refused && error.reason === 'not_found') return 'lost';
    throw error;
  }
}

/** False when the server cannot make the proof now: a trouble of the register must not keep new files from it. */
async function saveProof({ client, told }: Parts, { id, item }: Waiting): Promise<boolean> {
  const bytes = await client.proofOf(id).catch((error: unknown) => {
    if (!(error instanceof Refused) || endsAll(error)) throw error;
    if (error.reason !== 'not_published') told.refuseOnce(error);
    return null;
  });
  if (bytes === null) return false;
  const path = await freePath(item, id);
  try {
    await writeWhole(path, bytes);
  } catch {
    throw new Refused('deposit_proof_unwritable', { name: path });
  }
  told.saved(path, item);
  return true;
}

/** A proof never replaces another: that of a changed file takes the file's digest into its name. */
export async function freePath({ proof, sha256 }: Pick<Item, 'proof' | 'sha256'>, id: string): Promise<string> {
  const wanted = [`${proof}.humi-proof`, `${proof}.${sha256.slice(0, 12)}.humi-proof`, `${proof}.${id}.humi-proof`];
  for (const path of wanted) if (!(await exists(path))) return path;
  return `${proof}.${id}.humi-proof`;
}

/** On the disk under its name, or not there at all. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomUUID().slice(0, 8)}.tmp`;
  const file = await open(draft, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
    await rename(draft, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
