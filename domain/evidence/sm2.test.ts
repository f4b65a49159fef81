import { hexToBytes } from '@noble/hashes/utils.js';
import { sm2 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { verifySm2 } from '#domain/evidence/sm2.ts';

const text = new TextEncoder().encode('检查点\n3\n');
const sign = () => {
  const { publicKey, privateKey } = sm2.generateKeyPairHex();
  const signature = hexToBytes(sm2.doSignature(text, privateKey, { hash: true, publicKey }));
  return { key: hexToBytes(publicKey), signature };
};

test('a signature holds for its key, text and bytes alone, the first time and with the kept table', () => {
  const { key, signature } = sign();
  const other = sign();
  const altered = Uint8Array.from(signature, (byte, at) => (at === 63 ? byte ^ 1 : byte));
  for (let time = 0; time < 2; time += 1) {
    expect(verifySm2(key, text, signature)).toBe(true);
    expect(verifySm2(key, text.subarray(1), signature)).toBe(false);
    expect(verifySm2(key, text, altered)).toBe(false);
    expect(verifySm2(key, text, signature.subarray(1))).toBe(false);
    expect(verifySm2(other.key, text, signature)).toBe(false);
  }
});

test('more keys than are kept', () => {
  const signed = Array.from({ length: 25 }, sign);
  for (const { key, signature } of [...signed, ...signed]) expect(verifySm2(key, text, signature)).toBe(true);
});

test('a key that is no point of the curve is no key', () => {
  const { key, signature } = sign();
  const off = Uint8Array.from(key, (byte, at) => (at === 64 ? byte ^ 1 : byte));
  expect(() => verifySm2(off, text, signature)).toThrow();
});
