import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { decodeBase64 } from '#domain/evidence/base64.ts';
import { growRoll, keyOf, type Rank, type Roll } from '#domain/identities/roll.ts';
import { Refused } from '#domain/refused.ts';
import type { Identity } from '#seal/identity.ts';
import { newerPin, openPin, type Pin, pinOf, rollTools, signPin, verifyRoll } from '#seal/roll.ts';
import { allowPlainHttp } from '#seal/without-subtle.ts';
import { forgetOpened } from '#seal/work.ts';
import { api, onSignedOut, read } from './api.ts';
import { useSession } from './session.ts';

/** Minutes without a key or a click after which the keys are locked. */
export const idleMinutes = 15;

// Every page that seals reads its keys here, so this comes before anything is sealed.
allowPlainHttp();

type Ring = { readonly identity: Identity | null; readonly recovery: Identity | null };

const empty: Ring = { identity: null, recovery: null };
let ring: Ring = empty;
let idle: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();

function set(next: Ring): void {
  ring = next;
  touch();
  for (const watch of watchers) watch();
}

/** The keys of this session, in memory alone: a reload, an idle quarter of an hour or signing out locks them. */
export const unlockRing = (identity: Identity): void => set({ ...ring, identity });

/** The recovery key, for as long as the records are sealed again with it. */
export const holdRecovery = (recovery: Identity): void => set({ ...ring, recovery });

export function lockRing(): void {
  set(empty);
  void forgetOpened();
}

function touch(): void {
  clearTimeout(idle);
  if (ring !== empty) idle = setTimeout(lockRing, idleMinutes * 60_000);
}

const subscribe = (watch: () => void): (() => void) => {
  watchers.add(watch);
  return () => void watchers.delete(watch);
};

/** Called when the keys are locked, for what was opened with them and must not stay in memory. */
export const onLocked = (listen: () => void): (() => void) => subscribe(() => ring.identity === null && listen());

if (typeof document !== 'undefined') {
  for (const kind of ['pointerdown', 'keydown']) document.addEventListener(kind, touch, { passive: true });
  onSignedOut(lockRing);
  void tidy();
}

/** What a browser that was closed had left open is removed by the next page that is alone. */
async function tidy(): Promise<void> {
  const { locks } = navigator;
  if (!locks) return forgetOpened();
  await locks.request('humi-opened', { ifAvailable: true }, (alone) => (alone ? forgetOpened() : undefined));
  void locks.request('humi-opened', { mode: 'shared' }, () => new Promise(() => undefined));
}

export type Own = NonNullable<Awaited<ReturnType<typeof readOwn>>['own']>;

const readOwn = () => read(api.GET('/api/identities/mine'));

/** The own key as the server keeps it: sealed. */
export const useOwnKey = () => useQuery({ queryKey: ['identities', 'mine'], queryFn: readOwn });

/** Where the roll stands for this browser; `alarm` is a server that shows another roll than before. */
export type RollState =
  | { readonly state: 'reading' }
  | { readonly state: 'none' }
  | { readonly state: 'ok'; readonly roll: Roll; readonly nameOf: (person: string) => string }
  | { readonly state: 'alarm'; readonly refused: Refused }
  | { readonly state: 'failed'; readonly error: unknown; readonly retry: () => void };

/**
 * Keys and roll for every page that seals. `identity` is null while locked; `rank` is what the verified roll says of
 * the unlocked key, null when it is not on it. Recipients come from `roll` alone (#seal/roll.ts `recipientsFor`).
 */
export function useKeyring() {
  const session = useSession();
  const { identity, recovery } = useSyncExternalStore(subscribe, () => ring);
  const [person, organisation] = [session.person?.id, session.post?.organisation];
  const mine = identity?.person === person && identity?.organisation === organisation ? identity : null;
  useEffect(() => {
    if (identity && !mine) lockRing();
  }, [identity, mine]);
  const rollState = useRoll(mine);
  const onRoll = rollState.state === 'ok' && mine ? keyOf(rollState.roll, mine.person) : undefined;
  const rank: Rank | null = onRoll?.recipient === mine?.recipient ? (onRoll?.rank ?? null) : null;
  const held = recovery?.organisation === organisation ? recovery : null;
  return { identity: mine, recovery: held, rank, rollState, lock: lockRing };
}

/** What the server shows as the roll, verified by whoever takes it. */
const notesQuery = (organisation: string | undefined) =>
  queryOptions({
    queryKey: ['identities', 'notes', organisation],
    queryFn: () => read(api.GET('/api/identities/roll')),
    staleTime: 30_000,
  });

function useRoll(identity: Identity | null): RollState {
  const client = useQueryClient();
  const own = useOwnKey();
  const organisation = own.data?.organisation;
  const list = useQuery({
    queryKey: ['identities', 'roll', organisation, identity?.recipient ?? null, own.data?.own?.pins ?? null],
    enabled: own.data !== undefined,
    queryFn: async () => {
      const asking = { own: own.data, identity };
      // Unlocking asks nothing again that was asked while the passphrase was typed; but an alarm is about what the
      // server shows now: another window may have lengthened the roll, and the pin, meanwhile.
      const state = await verified(await client.fetchQuery(notesQuery(organisation)), asking);
      if (state.state !== 'alarm') return state;
      return verified(await client.fetchQuery({ ...notesQuery(organisation), staleTime: 0 }), asking);
    },
    staleTime: 30_000,
    // A newer pin of the same key is verified beside the open page: a form that is being filled must not go away.
    placeholderData: (before, query) =>
      query?.queryKey[2] === organisation && query?.queryKey[3] === (identity?.recipient ?? null) ? before : undefined,
  });
  const error = own.error ?? list.error;
  const retry = () => void client.invalidateQueries({ queryKey: ['identities'] });
  if (error) return { state: 'failed', error, retry };
  return list.data ?? { state: 'reading' };
}

type Shown = { readonly notes: readonly string[]; readonly people: readonly { id: string; name: string }[] };
type Asking = { readonly own: Awaited<ReturnType<typeof readOwn>> | undefined; readonly identity: Identity | null };

/** Verifies what the server shows against what this browser and the own key remember, and remembers more. */
async function verified({ notes, people }: Shown, { own, identity }: Asking): Promise<RollState> {
  if (!own) return { state: 'reading' };
  const place = placeOf(own);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  try {
    const kept = identity && own.own?.pins ? openPin(identity, own.own.pins) : undefined;
    const pin = newerPin(readPin(place), kept);
    if (notes.length === 0 && !pin) return { state: 'none' };
    const roll = verifyRoll(notes, own.organisation, pin);
    localStorage.setItem(place, JSON.stringify(pinOf(roll)));
    if (identity && (kept?.length ?? 0) < roll.length)
      await api.POST('/api/identities/pin', { body: { pins: signPin(identity, pinOf(roll)) } }).catch(() => undefined);
    return { state: 'ok', roll, nameOf: (person) => names.get(person) ?? person.slice(-8) };
  } catch (error) {
    if (error instanceof Refused) return { state: 'alarm', refused: error };
    throw error;
  }
}

const placeOf = ({ organisation, person }: Owner): string => `humi.pin.${organisation}.${person}`;

type Owner = { readonly organisation: string; readonly person: string };

/** What this browser has just signed and the server has taken: pinned at once, before the server shows any roll again. */
export function rememberNotes({ organisation, person }: Owner, roll: Roll | undefined, notes: readonly string[]): void {
  let grown = roll;
  for (const note of notes) grown = growRoll(grown, note, { organisation, tools: rollTools });
  if (grown) localStorage.setItem(placeOf({ organisation, person }), JSON.stringify(pinOf(grown)));
}

function readPin(place: string): Pin | undefined {
  const kept = localStorage.getItem(place);
  // Written above, out of a pin.
  return kept === null ? undefined : (JSON.parse(kept) as Pin);
}

/** Bytes of what the server sends as base64; an empty file for what is none, which then does not open. */
export const bytesOf = (base64: string): Uint8Array => decodeBase64(base64) ?? new Uint8Array();
