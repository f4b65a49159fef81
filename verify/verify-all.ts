import type { Original } from './check-content.ts';
import { type Terms, type Verdict, verifyProofBytes } from './verdict.ts';

export type NamedProof = { readonly name: string; readonly bytes: Uint8Array };

export type Result = { readonly name: string; readonly verdict: Verdict };

/** `one`: every original must belong to the proof. `many`: the proof takes those that belong to it. */
export type Batch = Omit<Terms, 'original'> & {
  readonly originals: readonly Original[];
  readonly among: 'one' | 'many';
};

/** Checks one proof, alone or of several. */
export function verifyHeld({ name, bytes }: NamedProof, { originals, among, ...terms }: Batch): Result {
  const verdict = verifyProofBytes(bytes, { ...terms, original: originals });
  const found = verdict.facts?.originals;
  if (among === 'one' || !found || found.every(({ matches }) => matches !== null)) return { name, verdict };
  const own = originals.filter((_, place) => found[place]?.matches !== null);
  return { name, verdict: verifyProofBytes(bytes, { ...terms, original: own }) };
}

/** Names of the originals that belong to none of several proofs. */
export function strayOriginals(results: readonly Result[], originals: readonly Original[]): string[] {
  const found = new Set(results.flatMap(({ verdict }) => verdict.facts?.originals ?? []).map(({ name }) => name));
  return originals.map(({ name }) => name).filter((name) => !found.has(name));
}
