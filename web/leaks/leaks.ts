import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type LeakBody, readLeak } from '#domain/leaks/body.ts';
import { Refused } from '#domain/refused.ts';
import { openRecord, sealRecord } from '#seal/record.ts';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import type { Unlocked } from '../KeyGate.tsx';
import { bytesOf } from '../keyring.ts';
import { sentOf } from '../secretWork.ts';
import { leakTexts } from './texts.ts';

const loadLeak = (id: string) => read(api.GET('/api/leaks/{id}', { params: { path: { id } } }));
export type Leak = Awaited<ReturnType<typeof loadLeak>>;
export type Kind = Leak['kind'];
export const leakKinds: readonly Kind[] = ['suspected', 'confirmed', 'rehearsal'];

export const useLeak = (id: string) => useQuery({ queryKey: ['leaks', 'one', id], queryFn: () => loadLeak(id) });

const loadGuide = () => read(api.GET('/api/leaks/guide'));
export type Guide = Awaited<ReturnType<typeof loadGuide>>;

export const useGuide = () => useQuery({ queryKey: ['leaks', 'guide'], queryFn: loadGuide, staleTime: 300_000 });

/** What is stale after any act on an incident. */
export const stale = ['leaks', 'secrets', 'home', 'evidence', 'events'] as const;

export const useSay = () => useTexts(leakTexts);

/** One version of a sealed record, opened and checked. */
export type OpenedLeak = {
  readonly version: number;
  readonly sha256: string;
  readonly author: string;
  readonly at: string;
  readonly need_to_know: readonly string[];
  readonly body: LeakBody;
  /** The age file as the server keeps it. */
  readonly sealed: Uint8Array;
};

/** What came out of opening: a record, or why there is none. */
export type Opening = { readonly opened: OpenedLeak } | { readonly problem: string };

async function openLeak(keys: Unlocked, id: string, version: number): Promise<Opening> {
  const { sealed } = await read(api.POST('/api/leaks/{id}/consult', { params: { path: { id } }, body: { version } }));
  const file = bytesOf(sealed);
  try {
    const asked = { format: 'humi-leak/1', subject: id, version } as const;
    const { record, sha256 } = await openRecord<unknown>(file, asked, keys);
    const { author, at, need_to_know } = record;
    return { opened: { version, sha256, author, at, need_to_know, body: readLeak(record.body), sealed: file } };
  } catch (error) {
    if (error instanceof Refused) return { problem: error.reason };
    throw error;
  }
}

/** The record of an incident, opened here; nothing of it is kept when its page is left or the keys are locked. */
export const useOpened = (keys: Unlocked, leak: Leak, version: number) =>
  useQuery({
    queryKey: ['opened', 'leak', keys.identity.recipient, leak.id, version],
    queryFn: () => openLeak(keys, leak.id, version),
    enabled: leak.readers.includes(keys.identity.person),
    // While a newer version is opened the one before stays in sight: a form that is being filled in must not go away.
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });

type Next = {
  readonly id: string;
  readonly body: LeakBody;
  readonly readers: readonly string[];
  readonly before: Pick<OpenedLeak, 'version' | 'sha256'> | null;
};

/** Seals the next version for its readers, taken from the verified roll. */
export async function sealLeak({ identity, roll }: Unlocked, { id, body, readers, before }: Next) {
  const draft = {
    format: 'humi-leak/1',
    subject: id,
    version: (before?.version ?? 0) + 1,
    previous: before?.sha256 ?? null,
    need_to_know: [...new Set([...readers, identity.person])],
    body,
  } as const;
  return sentOf(await sealRecord(draft, { author: identity, roll, at: new Date().toISOString() }));
}

type Change = { readonly kind?: Kind; readonly secrets?: readonly string[]; readonly readers?: readonly string[] };

/** The next version of an incident; throws changed_meanwhile when somebody was faster. */
export async function saveLeak(
  keys: Unlocked,
  leak: Leak,
  { body, before, change = {} }: { body: LeakBody; before: OpenedLeak; change?: Change },
): Promise<void> {
  const readers = change.readers ?? leak.readers;
  const sealed = await sealLeak(keys, { id: leak.id, body, readers, before });
  await read(
    api.POST('/api/leaks/{id}/save', {
      params: { path: { id: leak.id } },
      body: {
        latest: before.version,
        ...(change.kind ? { kind: change.kind } : {}),
        ...(change.secrets ? { secrets: [...change.secrets] } : {}),
        ...(change.readers ? { readers: [...readers] } : {}),
        ...sealed,
      },
    }),
  );
}
