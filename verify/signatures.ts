import { ed25519 } from '@noble/curves/ed25519.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ObjectIdentifier } from 'asn1js';
import type { AlgorithmIdentifier, PublicKeyInfo } from 'pkijs';
import { sm2 } from 'sm-crypto-v2';
import { sm3Of } from '#domain/evidence/entry.ts';
import { verifyPss, verifyRsa } from './rsa.ts';

/**
 * Checks signatures of X.509 and CMS without WebCrypto, which browsers withhold from pages that come over plain http:
 * the page of a county's intranet and the command must say the same.
 */

type Hash = (bytes: Uint8Array) => Uint8Array;

/** By object identifier. SHA-1 only names certificates (RFC 2634); it proves nothing here. */
const hashes: Readonly<Record<string, Hash>> = {
  '2.16.840.1.101.3.4.2.1': sha256,
  '2.16.840.1.101.3.4.2.2': sha384,
  '2.16.840.1.101.3.4.2.3': sha512,
  '1.2.156.10197.1.401': sm3Of,
};

export const hashOf = (oid: string): Hash | undefined => hashes[oid];

export const sha1Of: Hash = sha1;

/** What a person calls an algorithm; the identifier itself where it is not known. */
export const algorithmName = (oid: string): string => names[oid] ?? oid;

const names: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
  '1.2.156.10197.1.401': 'SM3',
  '1.2.156.10197.1.501': 'SM2-SM3',
  '1.2.156.10197.1.301.1': 'SM2',
  '1.3.14.3.2.26': 'SHA-1',
  '1.2.840.113549.1.1.5': 'SHA-1 RSA',
};

const rsaHashes: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': '2.16.840.1.101.3.4.2.1',
  '1.2.840.113549.1.1.12': '2.16.840.1.101.3.4.2.2',
  '1.2.840.113549.1.1.13': '2.16.840.1.101.3.4.2.3',
};

const ecdsaHashes: Readonly<Record<string, string>> = {
  '1.2.840.10045.4.3.2': '2.16.840.1.101.3.4.2.1',
  '1.2.840.10045.4.3.3': '2.16.840.1.101.3.4.2.2',
  '1.2.840.10045.4.3.4': '2.16.840.1.101.3.4.2.3',
};

const curves = {
  '1.2.840.10045.3.1.7': p256,
  '1.3.132.0.34': p384,
  '1.3.132.0.35': p521,
} as const;

const rsaEncryption = '1.2.840.113549.1.1.1';
const rsaPss = '1.2.840.113549.1.1.10';
const edwards25519 = '1.3.101.112';
const sm2WithSm3 = '1.2.156.10197.1.501';
/** CMS of Chinese authorities names the key (SM2) where others name the signature. */
const sm2Sign = '1.2.156.10197.1.301.1';

export type Signed = {
  readonly algorithm: AlgorithmIdentifier;
  /** Of CMS, where `algorithm` may name the key only. */
  readonly digest?: string;
  readonly key: PublicKeyInfo;
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
};

/** Whether the signature is the key's over the data; 'not_supported' for algorithms not known here. Never throws. */
export function checkSignature(signed: Signed): boolean | 'not_supported' {
  try {
    return check(signed);
  } catch {
    return false;
  }
}

function check({ algorithm, digest = '', key, data, signature }: Signed): boolean | 'not_supported' {
  const { algorithmId: oid, algorithmParams } = algorithm;
  const point = key.subjectPublicKey.valueBlock.valueHexView;
  if (oid === rsaPss) return verifyPss({ key: point, data, signature, parameters: algorithmParams, hashOf });
  const rsaHash = rsaHashes[oid] ?? (oid === rsaEncryption ? digest : undefined);
  if (rsaHash !== undefined) {
    const hash = hashes[rsaHash];
    return hash && rsaHash !== '1.2.156.10197.1.401'
      ? verifyRsa({ key: point, digest: hash(data), oid: rsaHash, signature })
      : 'not_supported';
  }
  if (oid === sm2WithSm3 || oid === sm2Sign)
    return sm2.doVerifySignature(data, bytesToHex(signature), bytesToHex(point), { der: true, hash: true });
  if (oid === edwards25519) return ed25519.verify(signature, data, point);
  const ecdsaHash = ecdsaHashes[oid];
  const curve = Object.entries(curves).find(([name]) => name === curveOf(key))?.[1];
  const hash = ecdsaHash === undefined ? undefined : hashes[ecdsaHash];
  if (!hash || !curve) return 'not_supported';
  return curve.verify(signature, hash(data), point, { prehash: false, lowS: false, format: 'der' });
}

/** The object identifier of a named curve in the parameters of the key. */
function curveOf({ algorithm }: PublicKeyInfo): string {
  const parameters: unknown = algorithm.algorithmParams;
  return parameters instanceof ObjectIdentifier ? parameters.getValue() : '';
}
