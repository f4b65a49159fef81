import { expect, test } from 'vitest';
import { addMonths, moveDays } from './days.ts';

test('dates move by whole months and a last day stays a last day', () => {
  expect(addMonths('2026-06-30', 2)).toBe('2026-08-31');
  expect(addMonths('2026-12-31', 2)).toBe('2027-02-28');
  expect(addMonths('2026-03-15', -4)).toBe('2025-11-15');
  expect(addMonths('2027-12-31', 0)).toBe('2027-12-31');
});

test('in the month it was written for, the demonstration keeps its dates', () => {
  const content = { due: '2026-02-28', text: '2026-02-28 in a sentence', list: ['2026-01-01'] };
  expect(moveDays(content, '2026-11-22')).toEqual(content);
  expect(moveDays(content, '2027-11-02')).toEqual({
    due: '2027-02-28',
    text: '2026-02-28 in a sentence',
    list: ['2027-01-01'],
  });
});
