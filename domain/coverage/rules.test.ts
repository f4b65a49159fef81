import { expect, test } from 'vitest';
import { countsOf, groupSums, monthsBefore, monthsOf, withMissed } from './rules.ts';

const sums = (firms: number, assessed: number, score_sum: number) => ({
  ...{ firms, assessed, contact_points: 0, contact_assessed: 0, a: 0, b: assessed, c: 0, d: 0, score_sum },
});

test('[C24] coverage adds up, and the average is of those assessed', () => {
  expect(countsOf([sums(10, 3, 240), sums(5, 1, 70)])).toMatchObject({ firms: 15, assessed: 4, B: 4, average: 77.5 });
  expect(countsOf([sums(3, 0, 0)]).average).toBeNull();
});

test('[C24] what is not known of a firm stands last', () => {
  const rows = [
    { ...sums(1, 0, 0), industry_section: '', size: 'small' },
    { ...sums(2, 0, 0), industry_section: 'I', size: 'small' },
    { ...sums(4, 0, 0), industry_section: 'C', size: 'small' },
    { ...sums(8, 0, 0), industry_section: 'C', size: 'micro' },
  ];
  expect(groupSums(rows, 'industry_section').map(({ value, counts }) => [value, counts.firms])).toEqual([
    ['C', 12],
    ['I', 2],
    ['none', 1],
  ]);
});

test('[C24] months have no gaps and count on from what was before', () => {
  const rows = [
    { month: null, finished: 9, first_time: 7, score_sum: 600 },
    { month: '2026-10-01', finished: 4, first_time: 2, score_sum: 300 },
  ];
  expect(monthsOf(rows, { since: '2026-09-01', today: '2026-11-21' })).toEqual([
    { month: '2026-09', finished: 0, reached: 7, average: null },
    { month: '2026-10', finished: 4, reached: 9, average: 75 },
    { month: '2026-11', finished: 0, reached: 9, average: null },
  ]);
  expect(monthsBefore('2026-11-21', 11)).toBe('2025-12-01');
  expect(monthsBefore('2026-01-31', 1)).toBe('2025-12-01');
});

test('[C24] the most missed item comes first', () => {
  const rows = withMissed([
    { item: 'A10', no: 1, partly: 1, answered: 4 },
    { item: 'A2', no: 0, partly: 2, answered: 4 },
    { item: 'B1', no: 3, partly: 0, answered: 4 },
    { item: 'C1', no: 0, partly: 0, answered: 0 },
  ]);
  expect(rows.map(({ item, missed }) => [item, missed])).toEqual([
    ['B1', 75],
    ['A10', 50],
    ['A2', 50],
    ['C1', 0],
  ]);
});
