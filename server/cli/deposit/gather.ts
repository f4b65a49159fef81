import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { digestsOf } from '#domain/evidence/entry.ts';
import { manifestText } from '#domain/evidence/manifest.ts';
import { Refused } from '#domain/refused.ts';
import type { Basket } from './basket.ts';
import { type Hashed, hashFile } from './hash.ts';
import type { Journal } from './journal.ts';
import type { Options } from './options.ts';
import { writeWhole } from './proofs.ts';
import { type Found, filesBelow, type Passed } from './scan.ts';
import type { Told } from './words.ts';

export type Bench = {
  readonly options: Options;
  readonly journal: Journal;
  readonly basket: Basket;
  readonly told: Told;
  readonly signal: AbortSignal;
};

/** Reads every place that was named, and puts into the basket what is new. One bad place does not stop the others. */
export async function gather(bench: Bench): Promise<void> {
  for (const place of bench.options.places) {
    if (bench.signal.aborted) return;
    try {
      await gatherPlace(bench, place);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      bench.told.failed(error);
    }
  }
}

async function gatherPlace(bench: Bench, place: string): Promise<void> {
  const { manifest, proofs } = bench.options;
  // A link that somebody typed is meant; one that lies in a folder is not followed.
  const path = await realpath(place).catch(() => {
    throw new Refused('file_missing', { name: place });
  });
  const about = await stat(path);
  if (about.isDirectory()) return manifest ? gatherManifest(bench, path) : gatherFolder(bench, path);
  if (!about.isFile()) throw new Refused('deposit_not_file', { name: place });
  if (about.size === 0) throw new Refused('deposit_file_empty', { name: place });
  const name = basename(resolve(place));
  const found = { path, inside: name, size: about.size, mtime: about.mtimeMs };
  await gatherFile(bench, found, join(proofs ?? dirname(path), name));
}

async function gatherFolder(bench: Bench, folder: string): Promise<void> {
  const { proofs } = bench.options;
  for await (const found of filesBelow(folder, passedBy(bench))) {
    if (bench.signal.aborted) return;
    if (found.size === 0) bench.told.counts.empty += 1;
    else
      await gatherFile(bench, found, proofs ? join(proofs, basename(folder), found.inside) : found.path).catch(
        (error) => {
          if (!(error instanceof Refused)) throw error;
          bench.told.failed(error);
        },
      );
  }
}

/** One file: nothing when it is as it was when it was deposited last. */
export async function gatherFile(bench: Bench, found: Found, proof: string): Promise<void> {
  const { journal, basket, told, options } = bench;
  const { path, size, mtime } = found;
  const seen = journal.seen(path);
  if (seen?.size === size && seen.mtime === mtime) {
    told.counts.unchanged += 1;
    return;
  }
  const hashed = await readSteady(bench, path);
  if (hashed.size === 0) throw new Refused('deposit_file_empty', { name: path });
  if (seen?.sha256 === hashed.sha256) {
    told.counts.unchanged += 1;
    await journal.touch({ path, size: hashed.size, mtime: hashed.mtime, sha256: hashed.sha256 });
    return;
  }
  const title = options.title ?? (options.names ? found.inside : null);
  await basket.put({ kind: 'file', path, proof, ...hashed, ...(title ? { title: title.slice(0, 300) } : {}) });
}

/** The whole folder as one text, which is saved beside its proof: it is the original that the proof speaks of. */
async function gatherManifest(bench: Bench, folder: string): Promise<void> {
  const { journal, basket, told, options } = bench;
  const passed = passedBy(bench);
  const files: { path: string; size: number; sha256: string; sm3: string }[] = [];
  for await (const { path, inside } of filesBelow(folder, passed)) {
    if (bench.signal.aborted) return;
    const { size, sha256, sm3 } = await readSteady(bench, path);
    files.push({ path: inside, size, sha256, sm3 });
  }
  if (files.length === 0) throw new Refused('deposit_folder_empty', { name: folder });
  const bytes = Buffer.from(manifestText(files));
  const sha256 = Buffer.from(digestsOf(bytes).sha256).toString('hex');
  const seen = journal.seen(`${folder}/`);
  if (seen?.sha256 === sha256) {
    told.counts.unchanged += 1;
    return;
  }
  const name = `${basename(folder) || 'folder'}.${sha256.slice(0, 12)}.humi-manifest`;
  const path = join(options.proofs ?? dirname(folder), name);
  await writeWhole(path, bytes).catch(() => {
    throw new Refused('deposit_proof_unwritable', { name: path });
  });
  told.say(`清单已保存，请与证明一并留存：${path}`, `Manifest saved, keep it with its proof: ${path}`);
  const digests = { sha256, sm3: Buffer.from(digestsOf(bytes).sm3).toString('hex') };
  const title = options.title ?? (options.names ? basename(folder) : null);
  await basket.put({
    ...{
      kind: 'manifest',
      path: `${folder}/`,
      proof: path,
      size: bytes.length,
      mtime: 0,
      files: files.length,
      ...digests,
    },
    ...(title ? { title: title.slice(0, 300) } : {}),
  });
}

/** A file that somebody is writing is read again, a few times. */
async function readSteady({ told, signal }: Bench, path: string): Promise<Hashed> {
  for (let attempt = 1; ; attempt += 1) {
    const since = Date.now();
    const { size } = await stat(path).catch(() => ({ size: 0 }));
    let done = 0;
    try {
      return await hashFile(path, (bytes) => {
        done += bytes;
        if (signal.aborted) throw new Refused('deposit_stopped');
        told.progress(path, { done, size, since });
      });
    } catch (error) {
      const isChanging = error instanceof Refused && error.reason === 'deposit_file_changing';
      if (!isChanging || attempt === 3 || signal.aborted) throw error;
      await sleep(1000, undefined, { signal }).catch(() => undefined);
    }
  }
}

export const passedBy = ({ told }: Bench): Passed => ({
  unreadable: (path) => told.failed(new Refused('file_unreadable', { name: path })),
  link: () => {
    told.counts.links += 1;
  },
});
