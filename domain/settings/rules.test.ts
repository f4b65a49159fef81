import { describe, expect, test } from 'vitest';
import { readCalendar } from './calendar.ts';
import { checkValue, followRow } from './rules.ts';

const today = '2026-11-21';
const open = { in_force_from: '2026-01-01', in_force_to: null };

describe('[C10] a new value of a rule never rewrites the past', () => {
  test('the old row ends the day before', () => {
    expect(followRow(open, '2027-01-01', { today, later: null })).toEqual({ correct: false, until: '2026-12-31' });
  });
  test('a row of today is corrected in place', () => {
    const row = { in_force_from: today, in_force_to: null };
    expect(followRow(row, today, { today, later: null })).toEqual({ correct: true });
  });
  test.each([
    ['2026-11-20', null, 'rule_day_past'],
    ['2027-06-01', '2027-06-01', 'rule_day_taken'],
  ])('%s is refused', (from, later, reason) => {
    expect(() => followRow(open, from, { today, later })).toThrow(reason);
  });
  test('a row that ended stays', () => {
    const row = { in_force_from: null, in_force_to: '2026-01-01' };
    expect(() => followRow(row, '2027-01-01', { today, later: null })).toThrow('rule_ended');
  });
});

test.each([
  ['month_day', '02-30'],
  ['date', '2026-02-30'],
  ['count', -1],
  ['working_day', 'three'],
])('a value of unit %s cannot be %s', (unit, value) => {
  expect(() => checkValue(unit, value)).toThrow('invalid');
});

test('a span in one cell is every day of it; an unknown head is named', () => {
  const dayOf = (cell: string) => cell;
  const table = [
    ['日期', '类型', '节日'],
    ['2027-02-05至2027-02-07', '放假', '春节'],
  ];
  const { days, problems } = readCalendar(table, { dayOf, source: 'x' });
  expect(days.map(({ day }) => day)).toEqual(['2027-02-05', '2027-02-06', '2027-02-07']);
  expect(problems).toEqual([]);
  expect(() => readCalendar([['甲']], { dayOf, source: 'x' })).toThrow('table_head_missing');
});
