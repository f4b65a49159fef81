import { encodeBase64 } from '#domain/evidence/base64.ts';
import { isFields } from '#domain/json.ts';
import type { SecretBody } from '#domain/secrets/body.ts';
import { checkSealedSize } from '#domain/secrets/rules.ts';
import { formDraft, openRecord, type Sealed, sealRecord } from '#seal/record.ts';
import { api, problemOf, read } from './api.ts';
import type { Unlocked } from './KeyGate.tsx';
import { bytesOf } from './keyring.ts';
import { type Entry, putEntry } from './vault.ts';
import { keepCatalogue } from './vault-sync.ts';

/** A sealed text as the server takes it, with digests and length of the signed text. */
export type Sent = { sealed: string; sha256: string; sm3: string; size: number };

/** What is sent of a sealed text. Refuses `sealed_too_large` before it is sent. */
export function sentOf({ file, sha256, sm3, size }: Sealed): Sent {
  checkSealedSize(file.length);
  return { sealed: encodeBase64(file), sha256, sm3, size };
}

type Version = {
  readonly id: string;
  readonly body: SecretBody;
  readonly readers: readonly string[];
  /** What was opened before; null for a new secret. */
  readonly before: Pick<Entry, 'version' | 'sha256'> | null;
};

/** Seals the next version of a record for its readers, taken from the verified roll. */
export async function sealVersion(keys: Unlocked, { id, body, readers, before }: Version) {
  const { identity, roll } = keys;
  const at = new Date().toISOString();
  const need_to_know = [...new Set(readers)];
  const version = (before?.version ?? 0) + 1;
  const draft = {
    format: 'humi-secret/1',
    subject: id,
    version,
    previous: before?.sha256 ?? null,
    need_to_know,
    body,
  } as const;
  const sent = sentOf(await sealRecord(draft, { author: identity, roll, at }));
  const { sha256 } = sent;
  const entry: Entry = { version, sha256, author: identity.person, at, need_to_know, body };
  return { sent, entry };
}

/** Seals the form of an act for those who know the secret. */
export async function sealForm(
  { identity, roll }: Unlocked,
  { id, readers, body }: { id: string; readers: readonly string[]; body: object },
): Promise<Sent> {
  const at = new Date().toISOString();
  return sentOf(await sealRecord(formDraft(id, readers, body), { author: identity, roll, at }));
}

/** A new draft. A repeat of the same `id`, because the first answer was lost, adds nothing: what was sealed first stands. */
export async function addSecret(keys: Unlocked, { id, body, readers }: Omit<Version, 'before'>): Promise<void> {
  const { sent, entry } = await sealVersion(keys, { id, body, readers, before: null });
  const call = api.POST('/api/secrets', { body: { id, readers: [...entry.need_to_know], ...sent } });
  if (!(await isFirst(read(call)))) return;
  putEntry(id, entry);
  void keepCatalogue(keys.identity);
}

/** Was something added by this call? Not when an earlier one with the same id arrived, whose answer did not. */
export const isFirst = (call: Promise<unknown>): Promise<boolean> =>
  call.then(
    () => true,
    (error: unknown) => {
      if (problemOf(error).reason === 'already_done') return false;
      throw error;
    },
  );

/** The next version of a record by one of its readers; throws changed_meanwhile when somebody was faster. */
export async function saveSecret(keys: Unlocked, { id, body, entry }: { id: string; body: SecretBody; entry: Entry }) {
  const made = await sealVersion(keys, { id, body, readers: entry.need_to_know, before: entry });
  const call = api.POST('/api/secrets/{id}/save', {
    params: { path: { id } },
    body: { latest: entry.version, ...made.sent },
  });
  await read(call);
  putEntry(id, made.entry);
  void keepCatalogue(keys.identity);
}

/** The fields of the sealed form of an act: signed by somebody on the roll, about this very secret; null for any other. */
export async function openForm(
  keys: Unlocked,
  id: string,
  sealed: string,
): Promise<Readonly<Record<string, string>> | null> {
  const asked = { format: 'humi-form/1', subject: id, version: 1 } as const;
  const opened = await openRecord<unknown>(bytesOf(sealed), asked, keys).catch(() => null);
  if (!opened) return null;
  const { body } = opened.record;
  const fields = isFields(body) && isFields(body['fields']) ? body['fields'] : {};
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}

type Again = { readonly id: string; readonly entry: Entry; readonly readers: readonly string[] };

const batch = 10;

/** The same contents for other readers, ten at a time; `onDone` tells how many are sealed again. */
export async function sealAgain(keys: Unlocked, wanted: readonly Again[], onDone: (count: number) => void) {
  for (let from = 0; from < wanted.length; from += batch) {
    const part = await Promise.all(
      wanted.slice(from, from + batch).map(async ({ id, entry, readers }) => {
        const made = await sealVersion(keys, { id, body: entry.body, readers, before: entry });
        return { id, made, item: { id, latest: entry.version, readers: [...new Set(readers)], ...made.sent } };
      }),
    );
    await read(api.POST('/api/secrets/seal-again', { body: { items: part.map(({ item }) => item) } }));
    for (const { id, made } of part)
      if (made.entry.need_to_know.includes(keys.identity.person)) putEntry(id, made.entry);
    onDone(Math.min(from + batch, wanted.length));
  }
  void keepCatalogue(keys.identity);
}
