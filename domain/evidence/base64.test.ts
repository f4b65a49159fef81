import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from './base64.ts';

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('base64', () => {
  test.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ])('RFC 4648, section 10: %j is %j', (text, base64) => {
    expect(encodeBase64(bytesOf(text))).toBe(base64);
    expect(decodeBase64(base64)).toEqual(bytesOf(text));
  });

  test('all bytes, as Node writes them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = encodeBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect([...(decodeBase64(text) ?? [])]).toEqual([...bytes]);
      }),
    );
  });

  test.each([
    'Zg',
    'Zg=',
    'Zg===',
    'Zh==',
    'Zm9=',
    'Zm8=Zm8=',
    'Z===',
    '====',
    '=',
    'Zm9v\n',
    ' Zm9',
    'Zm-_',
    'Zm9é',
    '😀😀',
  ])('%j is refused: bytes have one text', (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });
});
