import { Refused } from '#domain/refused.ts';
import type { SecretFile } from '#domain/secrets/body.ts';
import { endingOfCopy } from '#seal/redact/kinds.ts';
import { api, read } from '../api.ts';
import type { Unlocked } from '../KeyGate.tsx';
import type { Item } from '../register.ts';
import { sendSecretFile } from '../secretFiles.ts';
import { saveSecret, sealForm } from '../secretWork.ts';
import { todayInChina } from '../ui/DayText.tsx';
import { readVault } from '../vault.ts';
import type { Made, Source } from './source.ts';
import type { Say } from './words.ts';

export type Words = { to: string; what: string; why: string; basis: string; on: string; due_back_on?: string | null };

/** Files that an earlier try has sealed already. */
export type Kept = { original?: SecretFile; copy?: SecretFile };

type Wanted = {
  readonly id: string;
  readonly source: Source;
  readonly made: Made;
  readonly name: string;
  readonly words: Words;
  readonly keep: { readonly original: boolean; readonly copy: boolean };
  readonly kept: Kept;
};

type Watch = { readonly watch: (file: string) => (share: number) => void; readonly signal: AbortSignal };

/** A name for the copy that says nothing of what is in it. */
export const nameOfCopy = ({ number }: Pick<Item, 'number'>, original: string, say: Say): string =>
  say('copy_name', { number, day: todayInChina().replaceAll('-', ''), ending: endingOfCopy(original) });

/**
 * Seals original and copy among the files of the entry where that is wanted, then records the disclosure: its form is
 * sealed for who knows the secret and carries SHA-256 and SM3 of both; the digests of the form are deposited.
 */
export async function handOver(keys: Unlocked, wanted: Wanted, { watch, signal }: Watch): Promise<void> {
  const { id, source, made, name, words, keep, kept } = wanted;
  const copy = new File([made.copy.slice()], name);
  const entry = entryOf(id);
  const send = (file: File): Promise<SecretFile> =>
    sendSecretFile(keys, { secret: id, readers: entry.need_to_know, file }, { onProgress: watch(file.name), signal });
  if (keep.original && !kept.original) kept.original = await send(source.file);
  if (keep.copy && !kept.copy) kept.copy = await send(copy);
  await addFiles(keys, id, [kept.original, kept.copy]);
  signal.throwIfAborted();
  const { version } = await read(api.GET('/api/secrets/{id}', { params: { path: { id } } }));
  const fields = {
    disclose_to: words.to,
    disclose_what: words.what,
    disclose_purpose: words.why,
    disclose_basis: words.basis,
    disclose_on: words.on,
    ...(words.due_back_on ? { disclose_due: words.due_back_on } : {}),
    disclose_copy_name: name,
    disclose_original_name: source.file.name,
    disclose_original: source.sha256,
    disclose_original_sm3: source.sm3,
    disclose_copy: made.sha256,
    disclose_copy_sm3: made.sm3,
  };
  const readers = [...new Set([...entry.need_to_know, entry.author])];
  const sent = await sealForm(keys, { id, readers, body: { step: 'disclose', fields } });
  const body = { version, ...sent, ...(words.due_back_on ? { due_back_on: words.due_back_on } : {}) };
  await read(api.POST('/api/secrets/{id}/disclose', { params: { path: { id } }, body }));
}

/** The entry as it was last opened or saved here. */
function entryOf(id: string) {
  const entry = readVault().entries.get(id);
  if (!entry) throw new Refused('not_reader');
  return entry;
}

/** Names of new files into the record; those of an earlier try are there already. */
async function addFiles(keys: Unlocked, id: string, files: readonly (SecretFile | undefined)[]): Promise<void> {
  const entry = entryOf(id);
  const there = new Set(entry.body.files.map((file) => file.id));
  const added = files.filter((file) => file !== undefined).filter((file) => !there.has(file.id));
  if (added.length === 0) return;
  await saveSecret(keys, { id, body: { ...entry.body, files: [...entry.body.files, ...added] }, entry });
}
