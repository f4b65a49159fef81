import { type Unzipped, unzipSync, type Zippable, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import {
  isRefused,
  makeProof,
  makeTrust,
  newEd25519,
  newWitness,
  originalOf,
  testAt,
  utf8,
  withToken,
} from '#test/proofs.ts';
import { newCache } from './cache.ts';
import { plainPrimitives } from './primitives.ts';
import { openProofFile, proofBounds, writeProofFile } from './proof-file.ts';
import { verifyProofBytes } from './verdict.ts';

const key = newEd25519('register.example/log');
const court = newWitness('court.example', testAt / 1000);
const trust = makeTrust({ keys: [key], witnesses: [{ name: '法院', vkey: court.vkey }], witnesses_needed: 1 });
const content = utf8('内容');
const plain = makeProof({ content, signers: [key, court], trust });
const proof = {
  ...withToken(plain, { authority: '国家授时中心 A/B', subject: 'checkpoint', bytes: utf8('token') }),
  certificates: { '国家授时中心 A/B': '-----BEGIN CERTIFICATE-----\n' },
};
let members: Unzipped;
beforeAll(() => {
  members = unzipSync(writeProofFile(proof));
});
const opened = (change: Record<string, Uint8Array | undefined>) => () =>
  openProofFile(zipOf({ ...members, ...change }));
const zipOf = (parts: Record<string, Uint8Array | undefined>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).filter(([, bytes]) => bytes !== undefined)) as Zippable);

test('[C45] what is written is read again, and the same proof is the same bytes', () => {
  const { certificates, ...rest } = openProofFile(writeProofFile(proof));
  const { certificates: _, ...written } = proof;
  expect(rest).toEqual(written);
  expect(certificates).toEqual({ '国家授时中心 A-B': '-----BEGIN CERTIFICATE-----\n' });
  expect(writeProofFile(proof)).toEqual(writeProofFile(proof));
});

test('its page tells in both languages what is and is not proven, and how to check with stock tools', () => {
  const page = new TextDecoder().decode(members['read-me.html']);
  for (const part of ['不能证明什么', 'What it does not prove', 'openssl ts -verify', 'checkpoint.txt', 'humi verify'])
    expect(page).toContain(part);
  expect(page).not.toMatch(/<script|src=|href=/);
});

test('text of others never becomes markup of that page', () => {
  const about = { ...plain.about, title: `<img src=x onerror="alert('1')">` };
  const page = new TextDecoder().decode(unzipSync(writeProofFile({ ...plain, about }))['read-me.html']);
  expect(page).not.toContain('<img');
});

test.each([
  ['a stranger among the members', { 'readme.exe': utf8('x') }, 'proof_member_unknown'],
  ['a path upwards', { '../salt.bin': utf8('x') }, 'proof_member_unknown'],
  ['a name of JavaScript', { constructor: utf8('x') }, 'proof_member_unknown'],
  ['no entry', { 'entry.bin': undefined }, 'proof_member_missing'],
  ['no label, but a proof', { 'about.json': undefined }, 'proof_member_missing'],
  ['a label that is no JSON', { 'about.json': utf8('{') }, 'proof_member_wrong'],
  ['a label with a field too much', { 'about.json': utf8('{"format":"humi-proof/1","x":1}') }, 'proof_member_wrong'],
  ['a label of something else', { 'about.json': utf8('{"format":"other"}') }, 'proof_not_one'],
  ['a long salt', { 'salt.bin': utf8('12345678901234567') }, 'proof_member_wrong'],
  ['text that is not UTF-8', { 'checkpoint.txt': Uint8Array.of(0xff, 0xfe) }, 'proof_member_wrong'],
  ['a token that is not listed', { 'tokens/2.tsr': utf8('x') }, 'proof_member_wrong'],
  ['tokens without their list', { 'tokens/tokens.json': undefined }, 'proof_member_missing'],
  ['a listed token that is not there', { 'tokens/1.tsr': undefined }, 'proof_member_missing'],
])('%s is refused', (_, change: Record<string, Uint8Array | undefined>, reason) => {
  expect(opened(change)).toThrow(isRefused(reason));
});

test('a zip that unpacks to more than a proof may hold is refused before it is unpacked', () => {
  const bomb = zipSync({ 'about.json': new Uint8Array(17 << 20) }, { level: 1 });
  expect(bomb.length).toBeLessThan(proofBounds.file);
  expect(() => openProofFile(bomb)).toThrow(isRefused('proof_too_large'));
  const many = Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`tokens/${at + 1}.tsr`, utf8('x')]));
  expect(() => openProofFile(zipSync(many))).toThrow(isRefused('proof_too_large'));
});

test('a zip whose directory lies about a size, or names a member twice, is refused', () => {
  const bytes = writeProofFile(plain);
  const twice = zipOf({ ...members, 'entry.bim': utf8('other') });
  const text = Buffer.from(twice).toString('latin1').replaceAll('entry.bim', 'entry.bin');
  expect(() => openProofFile(Buffer.from(text, 'latin1'))).toThrow(isRefused('proof_member_unknown'));
  const cut = bytes.slice(0, bytes.length - 30);
  expect(() => openProofFile(cut)).toThrow(isRefused('proof_not_one'));
});

test('no byte of a proof can be changed into another verdict: at most a witness is lost, and that is said', () => {
  const bytes = writeProofFile(plain);
  const original = [originalOf('a', content)];
  const terms = { trust, now: testAt + 1000, primitives: plainPrimitives, original, cache: newCache() };
  const right = verifyProofBytes(bytes, terms);
  expect(right.outcome).toBe('holds');
  // Title and name are labels of the issuer, and the verdict says so.
  const told = ({ facts, sentence }: typeof right) =>
    JSON.stringify([sentence, { ...facts, title: null, organisation: facts?.organisation.id }]);
  const unnoticed: number[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const verdict = verifyProofBytes(
      bytes.map((byte, place) => (place === at ? byte ^ 0x01 : byte)),
      terms,
    );
    const isLess = verdict.findings.some(({ key: found }) => found === 'witnesses_too_few');
    if (verdict.outcome !== 'fails' && !isLess && told(verdict) !== told(right)) unnoticed.push(at);
  }
  expect(unnoticed).toEqual([]);
}, 120_000);
