import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeBase64, encodeBase64 } from '#domain/evidence/base64.ts';
import { emptyRoot } from '#domain/evidence/merkle.ts';
import { Refused } from '#domain/refused.ts';
import { writeDurably } from '#server/witness/disk.ts';

/** What the witness signed last of one log. `at` is an ISO instant, null before the first time. */
export type Seen = {
  readonly size: number;
  readonly root: Uint8Array;
  readonly at: string | null;
  /** The checkpoint as the log signed it; '' before the first time. */
  readonly note: string;
};

export type State = {
  get(origin: string): Seen;
  /** On disk when this returns. */
  put(origin: string, seen: Seen): void;
};

const file = 'state.json';
const nothing: Seen = { size: 0, root: emptyRoot, at: null, note: '' };

/**
 * Reads what was signed before. A key without this file, or with one that cannot be read, has forgotten what it
 * vouched for: refuses witness_state_lost rather than begin again at zero.
 */
export function openState(dir: string, { isNew }: { isNew: boolean }): State {
  if (isNew && !existsSync(join(dir, file))) writeDurably(dir, file, '{}\n');
  const seen = readSeen(dir);
  return {
    get: (origin) => seen.get(origin) ?? nothing,
    put: (origin, latest) => {
      const next = new Map(seen).set(origin, latest);
      const text = Object.fromEntries([...next].map(([log, one]) => [log, { ...one, root: encodeBase64(one.root) }]));
      writeDurably(dir, file, `${JSON.stringify(text, null, 2)}\n`);
      seen.set(origin, latest);
    },
  };
}

function readSeen(dir: string): Map<string, Seen> {
  try {
    const logs: Record<string, Stored> = JSON.parse(readFileSync(join(dir, file), 'utf8'));
    return new Map(Object.entries(logs).map(([origin, one]) => [origin, readOne(one)]));
  } catch {
    throw new Refused('witness_state_lost', { dir });
  }
}

type Stored = Readonly<Record<keyof Seen, unknown>>;

function readOne({ size, root, at, note }: Stored): Seen {
  const hash = typeof root === 'string' ? decodeBase64(root) : undefined;
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0 || hash?.length !== 32)
    throw new RangeError('size');
  return { size, root: hash, at: typeof at === 'string' ? at : null, note: typeof note === 'string' ? note : '' };
}
