import { expect, test } from 'vitest';
import { daysBetween } from '#domain/clock.ts';
import { drawn } from './chart.ts';
import type { Target } from './targets.ts';

const value = (day: string, computed: number | null, overridden: number | null = null) => ({
  day,
  computed,
  overridden,
  numerator: computed,
  denominator: null,
});

/** Only what the line is drawn from. */
const target = (history: ReturnType<typeof value>[], expected: number | null, by_on: string | null): Target =>
  ({ history, by_on, forecast: { expected, reaches: 'unknown' } }) as unknown as Target;

test('the line runs on even days and ends where the trend arrives', () => {
  const picture = drawn(
    target([value('2026-01-01', 0), value('2026-03-01', 4), value('2026-07-01', 6)], 9, '2026-12-28'),
  );
  expect(picture?.days[0]).toBe('2026-01-01');
  expect(picture?.days.at(-1)).toBe('2026-12-28');
  expect(picture?.days).toContain('2026-07-01');
  const steps = (picture?.days ?? []).slice(1).map((day, at) => daysBetween(picture?.days[at] ?? '', day));
  expect(Math.max(...steps)).toBe(6);
  expect(picture?.computed.at(-1)).toBeNull();
  expect(picture?.forecast?.at(-1)).toBe(9);
  expect(picture?.forecast?.[picture.days.indexOf('2026-07-01')]).toBe(6);
  expect(picture?.forecast?.[0]).toBeNull();
});

test('a gap stays a gap: nothing counted draws nothing, and no trend draws no forecast', () => {
  expect(drawn(target([value('2026-01-01', null)], null, '2026-12-31'))).toBeNull();
  const picture = drawn(target([value('2026-01-01', null, 3), value('2026-01-03', 2)], null, '2026-12-31'));
  expect(picture).toEqual({
    days: ['2026-01-01', '2026-01-02', '2026-01-03'],
    computed: [null, null, 2],
    byHand: [3, 3, null],
    forecast: null,
  });
});
