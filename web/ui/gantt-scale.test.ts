import { expect, test } from 'vitest';
import { scaleOf } from './gantt-scale.ts';

const label = (year: number, month: number): string => `${year}/${month}`;

test('the scale holds whole months around all days, across the year', () => {
  const scale = scaleOf(['2026-02-10', '2025-11-20'], label);
  expect(scale).toMatchObject({ from: '2025-11-01', to: '2026-02-28' });
  expect(scale?.months.map((month) => month.label)).toEqual(['2025/11', '2025/12', '2026/1', '2026/2']);
  expect(scale?.months.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(100);
});

test('places run from 0 to 100 and stay inside', () => {
  const scale = scaleOf(['2026-01-15'], label);
  expect([scale?.place('2026-01-01'), scale?.place('2025-06-01'), scale?.place('2027-01-01')]).toEqual([0, 0, 100]);
});

test('without days there is nothing to draw', () => {
  expect(scaleOf([], label)).toBeNull();
});
