import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import type { Primitives } from '#domain/evidence/notes.ts';
import { verifySm2 as checkSm2 } from '#domain/evidence/sm2.ts';

/** The curves as Node does them: Ed25519 natively; SM2 by a library, because OpenSSL as Node offers it leaves out the user id. */
export type KeyPair = { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array };

/** 32 bytes each (RFC 8032). */
export function makeEd25519(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { publicKey: lastBytes(publicKey), privateKey: lastBytes(privateKey) };
}

export const signEd25519 = (privateKey: Uint8Array, text: Uint8Array): Uint8Array =>
  sign(null, text, createPrivateKey({ key: Buffer.concat([pkcs8, privateKey]), format: 'der', type: 'pkcs8' }));

/** False for anything that is not a signature of `text`; never throws. */
export function verifyEd25519(publicKey: Uint8Array, text: Uint8Array, signature: Uint8Array): boolean {
  try {
    const key = createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' });
    return verify(null, text, key, signature);
  } catch {
    return false;
  }
}

/** The public key is the uncompressed point, 65 bytes. */
export function makeSm2(): KeyPair {
  const { publicKey, privateKey } = sm2.generateKeyPairHex();
  return { publicKey: Buffer.from(publicKey, 'hex'), privateKey: Buffer.from(privateKey, 'hex') };
}

/** r ‖ s, 64 bytes; SM3, user id 1234567812345678 (GB/T 32918.2). */
export const signSm2 = ({ publicKey, privateKey }: KeyPair, text: Uint8Array): Uint8Array =>
  Buffer.from(sm2.doSignature(text, hex(privateKey), { hash: true, publicKey: hex(publicKey), userId }), 'hex');

/** False for anything that is not a signature of `text`; never throws. */
export function verifySm2(publicKey: Uint8Array, text: Uint8Array, signature: Uint8Array): boolean {
  try {
    return checkSm2(publicKey, text, signature);
  } catch {
    return false;
  }
}

/** What checkers of notes need of this machine. */
export const primitives: Primitives = { ed25519: verifyEd25519, sm2: verifySm2 };

const userId = '1234567812345678';

/** What stands before the 32 bytes of a key in its DER form (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const spki = Buffer.from('302a300506032b6570032100', 'hex');

const lastBytes = (key: KeyObject): Uint8Array =>
  key.export({ format: 'der', type: key.type === 'private' ? 'pkcs8' : 'spki' }).subarray(-32);

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
