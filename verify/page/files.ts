import { Refused } from '#domain/refused.ts';
import type { Original } from '../check-content.ts';
import { type HashFailure, hashFile } from '../hashing/hash-file.ts';
import { openProofFile, proofBounds } from '../proof-file.ts';
import { readTrust, type Trust } from '../trust.ts';
import type { NamedProof } from '../verify-all.ts';

/** What a chosen file is taken for. */
export type Chosen =
  | { readonly kind: 'proof'; readonly proof: NamedProof }
  | { readonly kind: 'trust'; readonly trust: Trust }
  | { readonly kind: 'trust_wrong'; readonly refused: Refused }
  | { readonly kind: 'original'; readonly file: File };

/**
 * Recognises a file: a proof by its name or by what opens as one, a trust list by its first words, all else is an
 * original. `as` is the button that chose it: what is chosen as a proof is judged as a proof, whatever it is.
 * @throws DOMException for a file that cannot be read
 */
export async function recognise(file: File, as?: 'proof' | 'original' | 'trust'): Promise<Chosen> {
  if (as === 'original') return { kind: 'original', file };
  const isNamed = /\.humi-proof$/i.test(file.name);
  if (as === 'proof' || isNamed || (await looksLike(file, 'PK'))) {
    // One byte more than the bound is enough to be refused for its size.
    const bytes = new Uint8Array(await file.slice(0, proofBounds.file + 1).arrayBuffer());
    if (as === 'proof' || isNamed || opens(bytes)) return { kind: 'proof', proof: { name: file.name, bytes } };
  }
  if (as === 'trust' || (file.size < mostTrust && (await looksLike(file, '{')))) {
    const text = await file.slice(0, mostTrust).text();
    const read = trustFrom(text, file.name);
    if (as === 'trust' || text.includes('humi-trust/')) return read;
  }
  return { kind: 'original', file };
}

const mostTrust = 2 << 20;

const looksLike = async (file: File, start: string): Promise<boolean> =>
  (await file.slice(0, start.length).text()) === start;

function opens(bytes: Uint8Array): boolean {
  try {
    openProofFile(bytes);
    return true;
  } catch (error) {
    return error instanceof Refused && !['proof_not_one', 'proof_too_large'].includes(error.reason);
  }
}

function trustFrom(text: string, name: string): Chosen {
  try {
    return { kind: 'trust', trust: readTrust(text, name) };
  } catch (error) {
    if (error instanceof Refused) return { kind: 'trust_wrong', refused: error };
    throw error;
  }
}

/** The list that the register put into the page; null where it put none, or one without keys. */
export function builtInTrust(): Trust | null {
  const text = document.getElementById('trust')?.textContent?.trim() ?? '';
  if (!text.startsWith('{')) return null;
  const chosen = trustFrom(text, 'trust');
  return chosen.kind === 'trust' && chosen.trust.keys.length > 0 ? chosen.trust : null;
}

type Watch = { readonly signal: AbortSignal; readonly onProgress: (bytes: number) => void };

/** Digests of an original, computed here. Rejects with the failure of hashing. */
export async function digestFile(file: File, { signal, onProgress }: Watch): Promise<Original> {
  const digests = await hashFile(file, { signal, onProgress, worker: startWorker });
  return { name: file.name, ...digests };
}

export const failureOf = (error: unknown): HashFailure['failure'] =>
  error instanceof Error && 'failure' in error && error.failure === 'no_wasm' ? 'no_wasm' : 'unreadable';

/** The worker travels inside the page as text. Where it may not start, hashing goes on in the page itself. */
function startWorker(): Worker {
  const code = document.getElementById('worker')?.textContent ?? '';
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  try {
    return new Worker(url);
  } finally {
    // The worker has begun to load it; some browsers need a moment.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}
