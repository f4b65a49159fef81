import { createHash } from 'node:crypto';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  commit,
  decodeEntry,
  digestPrefix,
  digestsOf,
  type Entry,
  encodeEntry,
  mostEntryBytes,
  pseudonymOf,
  sm3Of,
} from './entry.ts';

const salt = hexToBytes('000102030405060708090a0b0c0d0e0f');
const content = utf8ToBytes('护秘');
const hashBy = (algorithm: string, ...parts: Uint8Array[]) =>
  new Uint8Array(parts.reduce((hash, part) => hash.update(part), createHash(algorithm)).digest());

const entry: Entry = {
  kind: 'report.submit',
  at: 1_767_225_600_000,
  organisation: pseudonymOf(salt, '0190b7a4-0000-7000-8000-000000000001'),
  commitments: commit(salt, digestsOf(content)),
};

describe('digests', () => {
  test('SM3 as GB/T 32905 publishes it', () => {
    expect(bytesToHex(sm3Of(utf8ToBytes('abc')))).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
    expect(bytesToHex(sm3Of(utf8ToBytes('abcd'.repeat(16))))).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    );
  });

  test('both digests are those of another implementation', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(digestsOf(bytes)).toEqual({ sha256: hashBy('sha256', bytes), sm3: hashBy('sm3', bytes) });
      }),
    );
  });

  test('a deposit is found by the first eight bytes, signed as the database has them', () => {
    expect(digestPrefix(hexToBytes('0000000000000102ff'))).toBe('258');
    expect(digestPrefix(hexToBytes('ffffffffffffffff00'))).toBe('-1');
    expect(digestPrefix(hexToBytes('ff8000000000000000').subarray(1))).toBe('-9223372036854775808');
  });
});

describe('what the register shows of content and organisation', () => {
  test('commitments by their definition', () => {
    const label = utf8ToBytes('humi-content/1\n');
    expect(commit(salt, digestsOf(content))).toEqual({
      sha256: hashBy('sha256', label, salt, hashBy('sha256', content)),
      sm3: hashBy('sm3', label, salt, hashBy('sm3', content)),
    });
  });

  test('the pseudonym by its definition, another for every salt', () => {
    const id = '0190b7a4-0000-7000-8000-000000000001';
    const whole = hashBy('sha256', utf8ToBytes('humi-organisation/1\n'), salt, utf8ToBytes(id));
    expect(pseudonymOf(salt, id)).toEqual(whole.slice(0, 16));
    expect(
      pseudonymOf(
        salt.map((byte) => byte ^ 1),
        id,
      ),
    ).not.toEqual(pseudonymOf(salt, id));
  });
});

describe('an entry', () => {
  test('byte for byte', () => {
    const bytes = encodeEntry(entry);
    const { organisation, commitments } = entry;
    expect(bytesToHex(bytes)).toBe(
      [
        '01',
        '0d',
        bytesToHex(utf8ToBytes('report.submit')),
        '0000019b76daa800',
        ...[organisation, commitments.sha256, commitments.sm3].map((part) => bytesToHex(part)),
      ].join(''),
    );
    expect(bytes).toHaveLength(103);
    expect(decodeEntry(bytes)).toEqual(entry);
  });

  test('whatever is written is read again, also out of a larger buffer', () => {
    const entries = fc.record({
      kind: fc.stringMatching(/^[a-z][a-z.-]{0,39}$/),
      at: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
      organisation: fc.uint8Array({ minLength: 16, maxLength: 16 }),
      commitments: fc.record({
        sha256: fc.uint8Array({ minLength: 32, maxLength: 32 }),
        sm3: fc.uint8Array({ minLength: 32, maxLength: 32 }),
      }),
    });
    fc.assert(
      fc.property(entries, (given) => {
        const bytes = encodeEntry(given);
        const bundle = Uint8Array.of(0, bytes.length, ...bytes, 0, 1, 2);
        expect(bytes.length).toBeLessThanOrEqual(mostEntryBytes);
        expect(encodeEntry(decodeEntry(bundle.subarray(2, 2 + bytes.length)) ?? entry)).toEqual(bytes);
      }),
    );
  });

  test.each([
    ['an empty kind', { kind: '' }],
    ['capitals', { kind: 'Report' }],
    ['a kind of 41 letters', { kind: 'a'.repeat(41) }],
    ['a newline in a kind', { kind: 'file\n' }],
    ['Chinese in a kind', { kind: '存证' }],
    ['a time before 1970', { at: -1 }],
    ['a time with fractions', { at: 0.5 }],
    ['a time that is none', { at: Number.NaN }],
    ['a pseudonym too short', { organisation: new Uint8Array(15) }],
    ['a digest too short', { commitments: { ...entry.commitments, sm3: new Uint8Array(31) } }],
    ['a digest too long', { commitments: { ...entry.commitments, sha256: new Uint8Array(33) } }],
  ])('%s is not written', (_, change) => {
    expect(() => encodeEntry({ ...entry, ...change })).toThrow(RangeError);
  });

  test('bytes too many, too few or of another kind are no entry', () => {
    const bytes = encodeEntry(entry);
    const changed = (at: number, byte: number) => bytes.map((old, place) => (place === at ? byte : old));
    const wrong = [
      new Uint8Array(),
      bytes.slice(0, -1),
      Uint8Array.of(...bytes, 0),
      changed(0, 2),
      changed(1, 12),
      changed(1, 0),
      changed(2, 'R'.charCodeAt(0)),
      changed(2, 0xe5),
      changed(15, 0xff),
    ];
    expect(wrong.map(decodeEntry)).toEqual(wrong.map(() => undefined));
    for (let end = 0; end < bytes.length; end += 1) expect(decodeEntry(bytes.slice(0, end))).toBeUndefined();
  });
});
