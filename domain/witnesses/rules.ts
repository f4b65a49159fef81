import { parseVerifierKey, type VerifierKey } from '../evidence/notes.ts';
import { Refused } from '../refused.ts';

/** A witness that has failed this long (milliseconds) is told by an alarm. */
export const downAfter = 10 * 60_000;

export const longestPause = 60_000;

/** How long a witness that has failed for so long is left alone, in milliseconds: from a second up to a minute. */
export const pauseAfter = (failingFor: number): number => Math.min(longestPause, Math.max(1_000, failingFor));

/** Even when nothing grows a witness is asked so often: one that is away, or a fork, shows. Milliseconds. */
export const askEvery = 10 * 60_000;

/** The key of a witness. Refuses witness_key_wrong for text that is none, witness_key_kind for the key of a log. */
export function readWitnessKey(vkey: string): VerifierKey {
  const key = parseVerifierKey(vkey.trim());
  if (!key) throw new Refused('witness_key_wrong', { field: 'vkey' });
  if (key.type !== 'cosignature') throw new Refused('witness_key_kind', { field: 'vkey' });
  return key;
}
