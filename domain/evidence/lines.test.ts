import { describe, expect, test } from 'vitest';
import { encodeBase64 } from './base64.ts';
import { formatHashes, parseDecimal, parseHash, parseHashes } from './lines.ts';

describe('numbers in lines', () => {
  test.each([
    ['0', 0],
    ['7', 7],
    ['20852163', 20_852_163],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('%s', (text, value) => {
    expect(parseDecimal(text)).toBe(value);
  });
  test.each(['', '00', '01', '-1', '+1', '1.0', '1e3', '0x1', ' 1', '1\n', '１', '9007199254740992', '9'.repeat(17)])(
    '%j is no number here',
    (text) => {
      expect(parseDecimal(text)).toBeUndefined();
    },
  );
});

describe('hashes in lines', () => {
  const hash = new Uint8Array(32).fill(9);
  test('one a line', () => {
    expect(formatHashes([hash, hash])).toBe(`${encodeBase64(hash)}\n${encodeBase64(hash)}\n`);
    expect(formatHashes([])).toBe('');
    expect(parseHashes([encodeBase64(hash)])).toEqual([hash]);
  });
  test('other lengths and more than 63 are refused', () => {
    expect(parseHash(encodeBase64(hash.slice(1)))).toBeUndefined();
    expect(parseHashes([''])).toBeUndefined();
    expect(parseHashes(Array.from({ length: 63 }, () => encodeBase64(hash)))).toHaveLength(63);
    expect(parseHashes(Array.from({ length: 64 }, () => encodeBase64(hash)))).toBeUndefined();
  });
});
