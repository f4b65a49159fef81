import { parseVerifierKey } from '#domain/evidence/notes.ts';
import { fingerprintOf } from '#verify/trust.ts';
import { api, read } from '../api.ts';

export const loadTrust = () => read(api.GET('/api/evidence/trust'));
type Trust = Awaited<ReturnType<typeof loadTrust>>;

export type ShownKey = Trust['keys'][number] & { readonly algorithm: string; readonly fingerprint: string };

/** The keys of the register with what a person compares; the newest first. */
export const keysOf = ({ keys }: Trust): ShownKey[] =>
  keys
    .map((key) => ({
      ...key,
      algorithm: parseVerifierKey(key.vkey)?.type === 'sm2' ? 'SM2' : 'Ed25519',
      fingerprint: fingerprintOf(key.vkey),
    }))
    .reverse();

/** Those that signed the checkpoint of this size. */
export const keysAt = (trust: Trust, size: number): ShownKey[] =>
  keysOf(trust).filter(({ from_size, to_size }) => from_size <= size && (to_size === null || size <= to_size));
