import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { formatVerifierKey, parseVerifierKey } from '#domain/evidence/notes.ts';
import { isRefused, makeTrust, newEd25519, newSm2, newWitness, utf8 } from '#test/proofs.ts';
import { fingerprintOf, noTrust, readTrust } from './trust.ts';

const key = newEd25519('register.example');
const witness = newWitness('court.example', 1);
const trust = makeTrust({
  keys: [key, newSm2('register.example')],
  witnesses: [{ name: '法院', vkey: witness.vkey }],
  witnesses_needed: 1,
  authorities: [{ name: '授时中心', certificates: '-----BEGIN CERTIFICATE-----' }],
});

test('[C45] a trust list is read as it was written, from text or bytes', () => {
  expect(readTrust(JSON.stringify(trust))).toEqual(trust);
  expect(readTrust(utf8(JSON.stringify(trust)))).toEqual(trust);
  const revoked = { at: '2026-11-21T00:00:00Z', effective_size: 5, reason: '私钥泄露' };
  const [first] = trust.keys;
  const stolen = { ...trust, keys: [{ ...first, to_size: 5, revoked }] };
  expect(readTrust(JSON.stringify(stolen))).toEqual(stolen);
  expect(readTrust(JSON.stringify(noTrust('a', '2026-11-21T00:00:00.000Z'))).keys).toEqual([]);
});

const [first] = trust.keys;
const renamed = (name: string) => {
  const parsed = parseVerifierKey(witness.vkey);
  return { name, vkey: parsed ? formatVerifierKey({ ...parsed, name }) : '' };
};
const wrong: [string, unknown][] = [
  ['no object', []],
  ['another format', { ...trust, format: 'x' }],
  ['a field too much', { ...trust, more: 1 }],
  ['a field too few', { ...trust, witnesses: undefined }],
  ['a size that is none', { ...trust, keys: [{ ...first, from_size: -1 }] }],
  ['a size as text', { ...trust, keys: [{ ...first, from_size: '0' }] }],
  ['a key that is none', { ...trust, keys: [{ ...first, vkey: 'register.example+00000000+AAAA' }] }],
  ['a witness as a key', { ...trust, keys: [{ ...first, vkey: witness.vkey }] }],
  ['a key as a witness', { ...trust, witnesses: [{ name: 'x', vkey: key.vkey }] }],
  ['a key twice', { ...trust, keys: [first, { ...first, to_size: 5 }] }],
  ['a witness under two names', { ...trust, witnesses: ['a.example', 'b.example'].map(renamed) }],
  ['a moment that is none', { ...trust, made_at: 'yesterday' }],
  ['a list that is none', { ...trust, authorities: {} }],
];
test.each(wrong)('%s is refused', (_, list) => {
  expect(() => readTrust(JSON.stringify(list))).toThrow(isRefused('trust_wrong'));
});

test('text that is no JSON, bytes that are no text, a later format', () => {
  expect(() => readTrust('{')).toThrow(isRefused('trust_wrong'));
  expect(() => readTrust(Uint8Array.of(0xff))).toThrow(isRefused('trust_wrong'));
  expect(() => readTrust(JSON.stringify({ ...trust, format: 'humi-trust/2' }))).toThrow(isRefused('trust_newer'));
});

test('a fingerprint is eight groups that two people can read to each other', () => {
  expect(fingerprintOf(key.vkey)).toMatch(/^([0-9A-F]{4} ){7}[0-9A-F]{4}$/);
  expect(fingerprintOf('nonsense')).toBe('');
  // The first half of the SHA-256 over the key itself, so that anybody can compute it with stock tools.
  const bytes = Buffer.from(key.vkey.split('+').slice(2).join('+'), 'base64').subarray(1);
  const digest = createHash('sha256').update(bytes).digest('hex').toUpperCase();
  expect(fingerprintOf(key.vkey).replaceAll(' ', '')).toBe(digest.slice(0, 32));
});
