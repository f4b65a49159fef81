import { expect, test } from 'vitest';
import { standingOf } from './vault-standing.ts';

test('[C19] an entry that was seen is not taken back to an older version, though that one opens and verifies', () => {
  expect(standingOf({ latest: 3 }, { version: 5 }, undefined)).toBe('older');
  expect(standingOf({ latest: 3 }, { version: 5 }, '3:sealed_older_version')).toBe('older');
});

test('what is newer is opened; what was opened, or did not open, in this version is not asked for again', () => {
  expect(standingOf({ latest: 1 }, undefined, undefined)).toBe('newer');
  expect(standingOf({ latest: 6 }, { version: 5 }, '5:sealed_tampered')).toBe('newer');
  expect(standingOf({ latest: 5 }, { version: 5 }, undefined)).toBe('known');
  expect(standingOf({ latest: 6 }, { version: 5 }, '6:sealed_tampered')).toBe('known');
});
