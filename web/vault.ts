import type { SecretBody } from '#domain/secrets/body.ts';
import { onLocked } from './keyring.ts';

/** What was opened and checked of one secret: it lives in memory, and sealed in the own catalogue. */
export type Entry = {
  readonly version: number;
  readonly sha256: string;
  readonly author: string;
  readonly at: string;
  readonly need_to_know: readonly string[];
  readonly body: SecretBody;
};

export type Vault = {
  /** Recipient of the key that opened all this; another key sees nothing of it. */
  readonly owner: string;
  readonly entries: ReadonlyMap<string, Entry>;
  /** Why a secret on whose list I am does not open: the reason of a refusal. */
  readonly problems: ReadonlyMap<string, string>;
  /** How far opening is; null when nothing is being opened. */
  readonly opening: { readonly done: number; readonly total: number } | null;
  /** The catalogue was read, so that what is missing is missing. */
  readonly ready: boolean;
};

const nothing: Vault = { owner: '', entries: new Map(), problems: new Map(), opening: null, ready: false };

let vault: Vault = nothing;
const watchers = new Set<() => void>();

export const readVault = (): Vault => vault;

export function changeVault(change: Partial<Vault>): void {
  vault = { ...vault, ...change };
  for (const watch of watchers) watch();
}

/** Everything opened is forgotten: on locking, and before another key opens anything. */
export function emptyVault(owner = ''): void {
  vault = nothing;
  changeVault({ owner });
}

export const watchVault = (watch: () => void): (() => void) => {
  watchers.add(watch);
  return () => void watchers.delete(watch);
};

onLocked(() => emptyVault());

/** One secret as it is now: after an act of one's own, without asking the server for what is known. */
export const putEntry = (id: string, entry: Entry): void =>
  changeVault({
    entries: new Map(vault.entries).set(id, entry),
    problems: new Map([...vault.problems].filter(([one]) => one !== id)),
  });
