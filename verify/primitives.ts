import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { sm2 } from 'sm-crypto-v2';
import type { Primitives } from '#domain/evidence/notes.ts';

/** Signatures without Node and without WebCrypto: the same in a page from a USB stick. A server may bring faster ones. */
export const plainPrimitives: Primitives = {
  ed25519: (key, message, signature) => ed25519.verify(signature, message, key),
  // r ‖ s over SM3, user id 1234567812345678: the defaults of the library.
  sm2: (key, message, signature) =>
    sm2.doVerifySignature(message, bytesToHex(signature), bytesToHex(key), { hash: true }),
};
