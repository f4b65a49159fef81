import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hexToBytes } from '@noble/hashes/utils.js';
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  ContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  TimeStampResp,
} from 'pkijs';
import { sm2 } from 'sm-crypto-v2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sm3Of } from '#domain/evidence/entry.ts';
import { openAuthority, type TestAuthority } from '#test/authority.ts';
import { utf8 } from '#test/proofs.ts';
import { chainTo, derOf, readPem, validityOf } from './certificates.ts';
import { checkSignature } from './signatures.ts';
import { checkToken } from './tokens.ts';

let authority: TestAuthority;
let answer: Uint8Array;
const subject = utf8('register.example/log\n7\nroot\n');
const known = () => [
  { name: '别的机构', certificates: authority.otherCertificates },
  { name: '授时中心', certificates: authority.certificates },
];
beforeAll(async () => {
  authority = await openAuthority();
  answer = await authority.stamp(subject);
});
afterAll(() => authority.close());

describe('[C45] a time stamp of a real authority (openssl ts)', () => {
  test.each(['sha256', 'sha384', 'sha512', 'sm3'] as const)('is believed over %s', async (digest) => {
    const check = checkToken(await authority.stamp(subject, digest), subject, known());
    expect(check).toMatchObject({ ok: true, stamp: { authority: '授时中心', accuracy: 1000 } });
    if (check.ok) expect(Math.abs(check.stamp.at - Date.now())).toBeLessThan(10_000);
  });

  test('comes as an answer or as the bare token', () => {
    const token = TimeStampResp.fromBER(answer).timeStampToken?.toSchema().toBER() ?? new ArrayBuffer();
    expect(checkToken(new Uint8Array(token), subject, known())).toEqual(checkToken(answer, subject, known()));
  });

  test('without its certificate inside is checked by the trusted one', () => {
    const { timeStampToken } = TimeStampResp.fromBER(answer);
    const signed = new SignedData({ schema: timeStampToken?.content });
    signed.certificates = [];
    const bare = new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signed.toSchema(true) });
    const bytes = new Uint8Array(bare.toSchema().toBER());
    expect(checkToken(bytes, subject, known())).toMatchObject({ ok: false, problem: 'authority_unknown' });
    const signer = readFileSync(`${authority.dir}/signer.pem`, 'utf8');
    expect(checkToken(bytes, subject, [{ name: 'x', certificates: signer }])).toMatchObject({ ok: true });
  });

  test('is not believed over other bytes, from a stranger, or when it is something else', () => {
    expect(checkToken(answer, utf8('other'), known())).toMatchObject({ problem: 'imprint_differs' });
    expect(checkToken(answer, subject, [])).toMatchObject({ problem: 'authority_unknown', signer: /authority signer/ });
    const other = [{ name: 'x', certificates: authority.otherCertificates }];
    expect(checkToken(answer, subject, other)).toMatchObject({ problem: 'authority_unknown' });
    expect(checkToken(utf8('<html>'), subject, known())).toEqual({ ok: false, problem: 'not_a_token' });
    const refusal = Uint8Array.of(0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02);
    expect(checkToken(refusal, subject, known())).toEqual({ ok: false, problem: 'not_a_token' });
    expect(checkToken(answer, subject, [{ name: 'x', certificates: 'no PEM' }])).toMatchObject({ ok: false });
  });

  test('never survives a changed byte of what is signed, and nothing makes the checker throw', () => {
    const right = JSON.stringify(checkToken(answer, subject, known()));
    for (let at = 0; at < answer.length; at += 41) {
      const check = checkToken(
        answer.map((byte, place) => (place === at ? byte ^ 0x11 : byte)),
        subject,
        known(),
      );
      if (check.ok) expect(JSON.stringify(check)).toBe(right);
    }
    for (let length = 0; length < answer.length; length += 397)
      expect(checkToken(answer.slice(0, length), subject, known()).ok).toBe(false);
  });
});

test('a stamp signed with SM2 over SM3 is believed, under either name of signed data', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'humi-sm2-stamp-'));
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const usage = 'extendedKeyUsage=critical,timeStamping';
  openssl(
    'req',
    '-x509',
    '-nodes',
    '-newkey',
    'SM2',
    '-keyout',
    'key',
    '-sm3',
    '-sigopt',
    'distid:1234567812345678',
    '-subj',
    '/CN=SM2',
    '-addext',
    usage,
    '-out',
    'pem',
  );
  openssl('ec', '-in', 'key', '-outform', 'DER', '-out', 'der');
  const pem = readFileSync(join(folder, 'pem'), 'utf8');
  const secret = readFileSync(join(folder, 'der')).subarray(7, 39).toString('hex');
  const token = signAgain(await authority.stamp(subject, 'sm3'), { pem, secret });
  const list = [{ name: '国密时间戳机构', certificates: pem }];
  expect(checkToken(token, subject, list)).toMatchObject({
    ok: true,
    stamp: { authority: '国密时间戳机构', digest: 'SM3' },
  });
  expect(
    checkToken(
      token.map((byte, at) => (at === token.length - 3 ? byte ^ 1 : byte)),
      subject,
      list,
    ),
  ).toMatchObject({
    problem: 'signature_wrong',
  });
});

/** The same statement about the time, signed with SM2: openssl makes certificates with it, but no stamps. */
function signAgain(granted: Uint8Array, { pem, secret }: { pem: string; secret: string }): Uint8Array {
  const [certificate] = readPem(pem) ?? [];
  const signed = new SignedData({ schema: TimeStampResp.fromBER(granted).timeStampToken?.content });
  const [signer] = signed.signerInfos;
  if (!certificate || !signer?.signedAttrs) throw new Error('token');
  const content = new Uint8Array(signed.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer());
  const bytes = (value: Uint8Array) => new OctetString({ valueHex: new Uint8Array(value).buffer });
  const oid = (value: string) => new Sequence({ value: [new ObjectIdentifier({ value })] });
  const named = new Sequence({ value: [oid('1.2.156.10197.1.401'), bytes(sm3Of(derOf(certificate)))] });
  const certificateId = new Sequence({ value: [new Sequence({ value: [named] })] });
  const attribute = (type: string, value: unknown) => new Attribute({ type, values: [value] });
  signed.certificates = [certificate];
  signer.sid = new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber });
  signer.digestAlgorithm = new AlgorithmIdentifier({ algorithmId: '1.2.156.10197.1.401' });
  signer.signatureAlgorithm = new AlgorithmIdentifier({ algorithmId: '1.2.156.10197.1.501' });
  signer.signedAttrs = new SignedAndUnsignedAttributes({
    type: 0,
    attributes: [
      attribute('1.2.840.113549.1.9.3', new ObjectIdentifier({ value: '1.2.840.113549.1.9.16.1.4' })),
      attribute('1.2.840.113549.1.9.4', bytes(sm3Of(content))),
      attribute('1.2.840.113549.1.9.16.2.47', certificateId),
    ],
  });
  const encoded = new Uint8Array(signer.signedAttrs.toSchema().toBER());
  encoded[0] = 0x31;
  const signature = sm2.doSignature(encoded, secret, { der: true, hash: true });
  signer.signature = bytes(hexToBytes(signature));
  // GM/T 0010 has its own identifier for signed data.
  const outer = new ContentInfo({ contentType: '1.2.156.10197.6.1.4.2.2', content: signed.toSchema(true) });
  return new Uint8Array(outer.toSchema().toBER());
}

describe('certificates', () => {
  test('a chain holds only at a moment when each of its certificates is valid, and by an issuer that may issue', () => {
    const [root, signer, stranger] = ['root', 'signer', 'strange'].map(
      (name) => readPem(readFileSync(`${authority.dir}/${name}.pem`, 'utf8'))?.[0],
    );
    if (!root || !signer || !stranger) throw new Error('certificates');
    const { from, to } = validityOf(signer);
    const ask = (at: number, trusted = [root]) => chainTo(trusted, { certificate: signer, others: [], at });
    expect(ask(from)).toEqual({ ok: true });
    expect(ask(to)).toEqual({ ok: true });
    expect(ask(to + 1000)).toEqual({ ok: false, problem: 'not_valid_then' });
    expect(ask(from - 1000)).toEqual({ ok: false, problem: 'not_valid_then' });
    expect(ask(from, [stranger])).toEqual({ ok: false, problem: 'unknown' });
    // A certificate for time stamps issues nothing: it leads nobody to the root.
    expect(chainTo([signer], { certificate: root, others: [], at: from })).toEqual({ ok: false, problem: 'unknown' });
  });

  test('certificates that all name each other as issuer lead nowhere, and soon', () => {
    const folder = mkdtempSync(join(tmpdir(), 'humi-loop-'));
    const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'key');
    const loop = Array.from({ length: 60 }, (_, at) => {
      openssl('req', '-x509', '-new', '-key', 'key', '-subj', '/CN=loop', '-set_serial', `${at + 1}`, '-out', 'pem');
      return readPem(readFileSync(join(folder, 'pem'), 'utf8'))?.[0];
    }).filter((one) => one !== undefined);
    const [root] = readPem(readFileSync(`${authority.dir}/root.pem`, 'utf8')) ?? [];
    const [certificate, ...others] = loop;
    if (!root || !certificate) throw new Error('certificates');
    const begin = performance.now();
    expect(chainTo([root], { certificate, others, at: Date.now() })).toEqual({ ok: false, problem: 'unknown' });
    expect(performance.now() - begin).toBeLessThan(5_000);
  });

  test('PEM is read whole or not at all', () => {
    expect(readPem(`words\n${authority.certificates}\n${authority.otherCertificates}`)).toHaveLength(2);
    expect(readPem('')).toBeUndefined();
    expect(readPem(authority.certificates.replace(/[A-Za-z]{8}/, '********'))).toBeUndefined();
  });
});

describe('signatures of certificates that openssl makes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'humi-signatures-'));
  const pss = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt'];
  const cases: [string, string[], boolean | 'not_supported'][] = [
    ['RSA, SHA-256', ['-newkey', 'rsa:2048', '-sha256'], true],
    ['RSA, SHA-512', ['-newkey', 'rsa:3072', '-sha512'], true],
    ['RSA-PSS, SHA-256', ['-newkey', 'rsa:2048', '-sha256', ...pss, 'rsa_pss_saltlen:32'], true],
    ['RSA-PSS, SHA-384', ['-newkey', 'rsa:2056', '-sha384', ...pss, 'rsa_pss_saltlen:20'], true],
    ['P-256', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-sha256'], true],
    ['P-384', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384', '-sha384'], true],
    ['P-521', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521', '-sha512'], true],
    ['Ed25519', ['-newkey', 'ed25519'], true],
    ['SM2', ['-newkey', 'SM2', '-sm3', '-sigopt', 'distid:1234567812345678'], true],
    ['RSA, SHA-1', ['-newkey', 'rsa:2048', '-sha1'], 'not_supported'],
    [
      'a curve that is not known',
      ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1', '-sha256'],
      'not_supported',
    ],
  ];
  test.each(cases)('%s', (name, options, expected) => {
    const path = join(folder, `${name}.pem`);
    const key = join(folder, `${name}.key`);
    execFileSync('openssl', ['req', '-x509', '-nodes', '-subj', '/CN=x', '-keyout', key, '-out', path, ...options], {
      stdio: 'ignore',
    });
    const [certificate] = readPem(readFileSync(path, 'utf8')) ?? [];
    if (!certificate) throw new Error('certificate');
    const ask = (data: Uint8Array, signature = certificate.signatureValue.valueBlock.valueHexView) =>
      checkSignature({
        algorithm: certificate.signatureAlgorithm,
        key: certificate.subjectPublicKeyInfo,
        data,
        signature,
      });
    const { tbsView } = certificate;
    expect(ask(tbsView)).toBe(expected);
    if (expected !== true) return;
    expect(ask(tbsView.map((byte, at) => (at === 40 ? byte ^ 1 : byte)))).toBe(false);
    expect(
      ask(
        tbsView,
        certificate.signatureValue.valueBlock.valueHexView.map((it) => it ^ 0x21),
      ),
    ).toBe(false);
    expect(ask(tbsView, new Uint8Array())).toBe(false);
  });
});
