import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Aim,
  achieved,
  checkAim,
  elapsed,
  forecast,
  isExceeded,
  isMet,
  remainder,
  standingOf,
  trend,
} from './rules.ts';

const aim = (comparison: Aim['comparison'], value: number, value_to: number | null = null): Aim => ({
  comparison,
  value,
  value_to,
});

test.each([
  ['50家以上 [C04 D4.2]', aim('at_least', 50), 49, false],
  ['50家以上 [C04 D4.2]', aim('at_least', 50), 51, true],
  ['10处 [C04 D4.2]', aim('exactly', 10), 10, true],
  ['10处 [C04 D4.2]', aim('exactly', 10), 11, false],
  ['15—20个试点地区 [N4.2]', aim('between', 15, 20), 14, false],
  ['15—20个试点地区 [N4.2]', aim('between', 15, 20), 15, true],
  ['15—20个试点地区 [N4.2]', aim('between', 15, 20), 20, true],
  ['15—20个试点地区 [N4.2]', aim('between', 15, 20), 21, false],
  ['1-2个示范园区', aim('between', 1, 2), 2, true],
  ['100% [C04 G2]', aim('exactly', 100), 99.9, false],
  ['100% [C04 G2]', aim('exactly', 100), 100, true],
  ['不超过3件', aim('at_most', 3), 3, true],
  ['不超过3件', aim('at_most', 3), 4, false],
  ['nothing counted yet', aim('at_most', 3), null, false],
])('%s: %o with %s is met: %s', (_title, wanted, current, met) => {
  expect(isMet(wanted, current)).toBe(met);
});

test('[C04] more than a number, a range or a limit is told; more than "at least" is only good', () => {
  expect(isExceeded(aim('exactly', 10), 11)).toBe(true);
  expect(isExceeded(aim('between', 15, 20), 20)).toBe(false);
  expect(isExceeded(aim('between', 15, 20), 21)).toBe(true);
  expect(isExceeded(aim('at_most', 3), 4)).toBe(true);
  expect(isExceeded(aim('at_least', 50), 80)).toBe(false);
});

test('the share of an aim and of its time', () => {
  expect(achieved(aim('at_least', 50), 20)).toBe(0.4);
  expect(achieved(aim('between', 15, 20), 15)).toBe(1);
  expect(achieved(aim('at_most', 3), 0)).toBe(1);
  expect(achieved(aim('at_most', 3), 6)).toBe(0.5);
  expect(achieved(aim('at_least', 0), 0)).toBe(1);
  expect(achieved(aim('at_least', 50), null)).toBe(0);
  expect(elapsed('2026-01-01', '2026-12-31', '2026-07-02')).toBe(0.5);
  expect(elapsed('2026-01-01', '2026-12-31', '2027-07-02')).toBe(1);
  expect(elapsed('2026-01-01', null, '2026-07-02')).toBeNull();
});

test('[C04] the trend of the values arrives on the due date, and says nothing on too little', () => {
  const points = [
    { day: '2026-01-01', value: 0 },
    { day: '2026-01-11', value: 10 },
    { day: '2026-01-21', value: 20 },
  ];
  expect(trend(points, '2026-01-31')).toBe(30);
  expect(forecast(aim('at_least', 30), 30)).toEqual({ expected: 30, reaches: 'yes' });
  expect(forecast(aim('at_least', 31), 30).reaches).toBe('no');
  expect(forecast(aim('at_most', 29), 30).reaches).toBe('no');
  expect(forecast(aim('at_least', 31), null)).toEqual({ expected: null, reaches: 'unknown' });
  expect(trend(points.slice(0, 2), '2026-01-31')).toBeNull();
  expect(
    trend(
      points.map((point, n) => ({ ...point, day: `2026-01-0${n + 1}` })),
      '2026-01-31',
    ),
  ).toBeNull();
  expect(trend(points, null)).toBeNull();
});

test('a level history stays level', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), (value) => {
      const points = ['2026-01-01', '2026-02-01', '2026-03-01'].map((day) => ({ day, value }));
      expect(trend(points, '2026-12-31')).toBe(value);
    }),
  );
});

const situation = { ...aim('at_least', 50), counted: true, from_on: '2026-01-01', by_on: '2026-12-31', expected: null };

test('[C04] how a target stands', () => {
  const stands = (changes: object, today = '2026-07-02') =>
    standingOf({ ...situation, current: 20, ...changes }, today);
  expect(stands({})).toBe('on_course');
  expect(stands({ current: 50 })).toBe('met');
  expect(stands({ current: 5 })).toBe('behind');
  expect(stands({ current: 5, expected: 60 })).toBe('on_course');
  expect(stands({ expected: 49 })).toBe('behind');
  expect(stands({}, '2027-01-01')).toBe('overdue');
  expect(stands({}, '2026-12-31')).toBe('behind');
  expect(stands({ current: null, counted: false })).toBe('no_register');
  expect(stands({ current: null })).toBe('not_yet');
  expect(stands({ comparison: 'exactly', value: 10, current: 11 })).toBe('exceeded');
  expect(stands({ by_on: null, current: 0 })).toBe('on_course');
});

test('a range has an upper end above its lower one; parts are told what is left of the whole', () => {
  expect(() => checkAim(aim('between', 15, 20))).not.toThrow();
  expect(() => checkAim(aim('between', 15))).toThrow();
  expect(() => checkAim(aim('between', 15, 15))).toThrow();
  expect(() => checkAim(aim('exactly', 15, 20))).toThrow();
  expect(remainder(10, [6, 3])).toBe(1);
  expect(remainder(10, [6, 6])).toBe(-2);
});
