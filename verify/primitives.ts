import { ed25519 } from '@noble/curves/ed25519.js';
import type { Primitives } from '#domain/evidence/notes.ts';
import { verifySm2 } from '#domain/evidence/sm2.ts';

/** Signatures without Node and without WebCrypto: the same in a page from a USB stick. A server may bring faster ones. */
export const plainPrimitives: Primitives = {
  ed25519: (key, message, signature) => ed25519.verify(signature, message, key),
  sm2: verifySm2,
};
