import { newCache } from './cache.ts';
import type { Original } from './check-content.ts';
import type { Trust } from './trust.ts';
import { type Terms, type Verdict, verifyProofBytes } from './verdict.ts';

export type NamedProof = { readonly name: string; readonly bytes: Uint8Array };

export type Result = { readonly name: string; readonly verdict: Verdict };

type Batch = Pick<Terms, 'now' | 'primitives' | 'cache'> & {
  readonly trusts: readonly Trust[];
  readonly originals: readonly Original[];
};

/**
 * Checks proofs one after the other. Every original is held against a single proof; of several proofs each is held
 * against those that belong to it, and `strays` are the originals that belong to none.
 */
export function* verifyEach(proofs: Iterable<NamedProof>, batch: Batch): Generator<Result> {
  const { trusts, originals, now, primitives, cache = newCache() } = batch;
  const held = [...proofs];
  for (const { name, bytes } of held) {
    const check = (original: readonly Original[]) =>
      verifyProofBytes(bytes, { trust: trusts, original, now, primitives, cache });
    const verdict = check(originals);
    const own = verdict.facts?.originals.flatMap(({ matches }, place) =>
      matches === null ? [] : [originals[place]].filter((one) => one !== undefined),
    );
    const isWhole = held.length === 1 || own === undefined || own.length === originals.length;
    yield { name, verdict: isWhole ? verdict : check(own) };
  }
}

/** Names of the originals that belong to none of the proofs. */
export function strayOriginals(results: readonly Result[], originals: readonly Original[]): string[] {
  const found = new Set(results.flatMap(({ verdict }) => verdict.facts?.originals ?? []).map(({ name }) => name));
  return originals.map(({ name }) => name).filter((name) => !found.has(name));
}
