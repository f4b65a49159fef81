import type { Primitives } from '#domain/evidence/notes.ts';
import { Refused } from '#domain/refused.ts';
import { type CheckedNote, checkNote } from './check-checkpoint.ts';
import { checkToken, type TokenCheck } from './tokens.ts';
import { readTrust, type Trust, type TrustedAuthority } from './trust.ts';

/** What many proofs share: checkpoints, time stamps over them, trust lists. For one run over many proofs. */
export type Cache = {
  readonly notes: Map<string, { trust: Trust; primitives: Primitives; checked: CheckedNote | undefined }>;
  readonly trusts: Map<string, Trust | Refused>;
  tokens: readonly KeptToken[];
};

type KeptToken = {
  readonly bytes: Uint8Array;
  readonly subject: Uint8Array;
  readonly authorities: readonly TrustedAuthority[];
  readonly check: TokenCheck;
};

const most = 1_000;
const mostTokens = 100;

export const newCache = (): Cache => ({ notes: new Map(), trusts: new Map(), tokens: [] });

/** A signed checkpoint, checked once for a trust list and its primitives. Undefined when it is none. */
export function cachedNote(
  { notes }: Cache,
  { note, trust, primitives }: { note: string; trust: Trust; primitives: Primitives },
): CheckedNote | undefined {
  const kept = notes.get(note);
  if (kept && kept.trust === trust && kept.primitives === primitives) return kept.checked;
  const checked = checkNote(note, { trust, primitives });
  if (notes.size >= most) notes.clear();
  notes.set(note, { trust, primitives, checked });
  return checked;
}

/** A trust list inside a proof; the refusal of one that cannot be read. */
export function cachedTrust({ trusts }: Cache, text: string): Trust | Refused {
  const kept = trusts.get(text);
  if (kept) return kept;
  const read = trustOf(text);
  if (trusts.size >= most) trusts.clear();
  trusts.set(text, read);
  return read;
}

function trustOf(text: string): Trust | Refused {
  try {
    return readTrust(text);
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

/** `checkToken` that remembers. */
export const cachedTokens =
  (cache: Cache): typeof checkToken =>
  (bytes, subject, authorities) => {
    const kept = cache.tokens.find(
      (it) => it.authorities === authorities && isSame(it.bytes, bytes) && isSame(it.subject, subject),
    );
    if (kept) return kept.check;
    const check = checkToken(bytes, subject, authorities);
    cache.tokens = [...cache.tokens.slice(-mostTokens + 1), { bytes, subject, authorities, check }];
    return check;
  };

/** A loop, for speed: this runs over every byte of every time stamp. */
function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}
