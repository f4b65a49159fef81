import { expect, test } from 'vitest';
import { checkPassword, lockAfter } from './rules.ts';

const weak = ['short', '1234567890', 'abababababab', 'xx-linqing-2026', 'Password123'];

test.each(weak)('the password %s is refused and the field named', (password) => {
  expect(() => checkPassword(password, 'linqing')).toThrow(
    expect.objectContaining({ reason: 'password_weak', detail: { field: 'password', length: 10 } }),
  );
});

test('a long phrase in Chinese is a good password', () => {
  expect(() => checkPassword('今天云溪河边有三只白鹭', 'linqing')).not.toThrow();
});

test('five wrong passwords or ten wrong codes lock for the minutes of the rule row', () => {
  const now = new Date('2026-11-21T04:00:00Z');
  const limits = { passwords: 5, codes: 10, minutes: 15 };
  expect(lockAfter('password', 4, { limits, now })).toBeNull();
  expect(lockAfter('password', 5, { limits, now })?.toISOString()).toBe('2026-11-21T04:15:00.000Z');
  expect(lockAfter('code', 9, { limits, now })).toBeNull();
  expect(lockAfter('code', 10, { limits, now })).not.toBeNull();
});
