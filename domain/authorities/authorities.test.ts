import { describe, expect, test } from 'vitest';
import { bitsFor, checkCertificates, checkKept, pauseAfter } from './rules.ts';
import { failureText, readFailure } from './schema.ts';

const today = '2026-11-21';
const check =
  (shown: readonly { isRoot: boolean; to: string }[] | undefined, pem = 'x') =>
  () =>
    checkCertificates(pem, { read: () => shown, today });

describe('certificates of a time authority', () => {
  test('a root in force is enough, also beside one that ended', () => {
    expect(check([{ isRoot: true, to: today }])).not.toThrow();
    expect(
      check([
        { isRoot: false, to: '2020-01-01' },
        { isRoot: true, to: '2030-01-01' },
      ]),
    ).not.toThrow();
  });
  test.each([
    ['certificates_unreadable', undefined, 'x'],
    ['certificates_private', [{ isRoot: true, to: '2030-01-01' }], '-----BEGIN EC PRIVATE KEY-----'],
    ['certificates_expired', [{ isRoot: true, to: '2026-11-20' }], 'x'],
    ['certificates_without_root', [{ isRoot: false, to: '2030-01-01' }], 'x'],
    [
      'certificates_without_root',
      [
        { isRoot: false, to: '2030-01-01' },
        { isRoot: true, to: '2026-11-20' },
      ],
      'x',
    ],
  ])('%s', (reason, shown, pem) => {
    expect(check(shown, pem)).toThrow(reason);
  });
  test('those that former stamps rest on stay, however they are written', () => {
    const block = (text: string): string => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
    expect(() => checkKept(block('AAAA\nBBBB'), block('AAAABBBB') + block('CCCC'))).not.toThrow();
    expect(() => checkKept(block('AAAA') + block('CCCC'), block('AAAA'))).toThrow('certificates_needed');
  });
});

test.each([
  [0, 30_000],
  [29_000, 30_000],
  [60_000, 60_000],
  [7_200_000, 3_600_000],
])('after failing for %d ms the next try comes in %d ms', (failingFor, pause) => {
  expect(pauseAfter(failingFor)).toBe(pause);
});

test('a failure is read as it was written', () => {
  expect(readFailure(null)).toBeNull();
  expect(readFailure(failureText('time_no_answer', { cause: 'ECONNREFUSED' }))).toEqual({
    reason: 'time_no_answer',
    facts: { cause: 'ECONNREFUSED' },
  });
});

test.each([
  [0, 256],
  [256, 256],
  [300, 384],
  [384, 384],
  [512, 512],
  [4_096, 512],
])('a setting of %d bits asks for SHA-%d', (wanted, bits) => {
  expect(bitsFor(wanted)).toBe(bits);
});
