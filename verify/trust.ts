import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { parseVerifierKey } from '#domain/evidence/notes.ts';
import { Refused } from '#domain/refused.ts';
import { type Fields, parseJson, type Reader, readObject } from './json.ts';

/** Whom a checker believes (信任清单, `humi-trust/1`, docs/decisions/0011). Instants are ISO text. */
export type Trust = {
  readonly format: 'humi-trust/1';
  /** The register that the keys sign for: the first line of its checkpoints. */
  readonly origin: string;
  /** Who runs it, as people call it. */
  readonly issuer: string;
  readonly made_at: string;
  readonly keys: readonly TrustedKey[];
  readonly witnesses: readonly TrustedWitness[];
  /** How many of the witnesses must have co-signed (k of n). */
  readonly witnesses_needed: number;
  readonly authorities: readonly TrustedAuthority[];
};

/** A key of the register, for checkpoints from one size to another. Sizes count entries; both ends are included. */
export type TrustedKey = {
  readonly vkey: string;
  readonly from_size: number;
  readonly to_size: number | null;
  readonly revoked: Revocation | null;
};

/** Of a key that was stolen: what is larger than `effective_size` is never believed, the rest with an outsider's time. */
export type Revocation = { readonly at: string; readonly effective_size: number; readonly reason: string };

export type TrustedWitness = { readonly name: string; readonly vkey: string };

/** A time stamp authority and its certificates, PEM one after the other; each of them is believed. */
export type TrustedAuthority = { readonly name: string; readonly certificates: string };

/** Reads a trust list. Refused('trust_wrong', {member, field}), or 'trust_newer' {format} for a later format. */
export function readTrust(source: Uint8Array | string, member = 'trust.json'): Trust {
  const value = parseJson(source, { reason: 'trust_wrong', member });
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
  if (typeof format === 'string' && /^humi-trust\/\d+$/.test(format) && format !== 'humi-trust/1')
    throw new Refused('trust_newer', { format });
  const list = readObject(value, { reason: 'trust_wrong', member, fields });
  if (format !== 'humi-trust/1') throw new Refused('trust_wrong', { member, field: 'format' });
  const trust: Trust = {
    format,
    origin: list.text('origin'),
    issuer: list.text('issuer'),
    made_at: list.instant('made_at'),
    keys: list.list('keys').map(readKey),
    witnesses: list.list('witnesses').map((it) => ({ name: it.text('name'), vkey: it.text('vkey') })),
    witnesses_needed: list.count('witnesses_needed'),
    authorities: list.list('authorities').map((it) => ({
      name: it.text('name'),
      certificates: it.text('certificates'),
    })),
  };
  const vkeys = [...trust.keys, ...trust.witnesses].map(({ vkey }) => vkey);
  // One line would say that the key was revoked, the other that it was not; or one witness under two names would be two.
  const bare = vkeys.map((vkey) => vkey.split('+').slice(2).join('+'));
  const twice = vkeys.find((_, at) => bare.indexOf(bare[at] ?? '') !== at);
  if (twice !== undefined) throw new Refused('trust_wrong', { member, field: `vkey ${twice.slice(0, 80)}` });
  const wrong =
    trust.keys.find(({ vkey }) => !['ed25519', 'sm2'].includes(parseVerifierKey(vkey)?.type ?? '')) ??
    trust.witnesses.find(({ vkey }) => parseVerifierKey(vkey)?.type !== 'cosignature');
  if (wrong) throw new Refused('trust_wrong', { member, field: `vkey ${wrong.vkey.slice(0, 80)}` });
  return trust;
}

/** A trust list that believes nobody: of an installation that has no register yet. */
export const noTrust = (origin: string, at: string): Trust => ({
  format: 'humi-trust/1',
  origin,
  issuer: '',
  made_at: at,
  keys: [],
  witnesses: [],
  witnesses_needed: 0,
  authorities: [],
});

/**
 * What a person compares a key by, on paper or by telephone: the first 16 bytes of the SHA-256 over the public key (32
 * bytes, 65 of SM2), as eight groups of four capital hexadecimal digits. Empty text for what is not a vkey.
 */
export function fingerprintOf(vkey: string): string {
  const key = parseVerifierKey(vkey)?.key;
  return key ? (bytesToHex(sha256(key)).toUpperCase().slice(0, 32).match(/.{4}/g) ?? []).join(' ') : '';
}

function readKey(key: Reader): TrustedKey {
  const revoked = key.objectOrNull('revoked');
  return {
    vkey: key.text('vkey'),
    from_size: key.count('from_size'),
    to_size: key.countOrNull('to_size'),
    revoked: revoked && {
      at: revoked.instant('at'),
      effective_size: revoked.count('effective_size'),
      reason: revoked.text('reason'),
    },
  };
}

const fields: Fields = {
  format: {},
  origin: {},
  issuer: {},
  made_at: {},
  keys: { vkey: {}, from_size: {}, to_size: {}, revoked: { at: {}, effective_size: {}, reason: {} } },
  witnesses: { name: {}, vkey: {} },
  witnesses_needed: {},
  authorities: { name: {}, certificates: {} },
};
