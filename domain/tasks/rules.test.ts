import { describe, expect, test } from 'vitest';
import { Refused } from '../refused.ts';
import { meantCell, plainCell, readDay } from './columns.ts';
import { clockOf, reminderText, remindsOn } from './deadlines.ts';
import { checkLonger, effectiveDue, punctuality, taskState } from './rules.ts';
import { extensionStates, type PartState, partStates } from './states.ts';

const part = (role: 'lead' | 'supporting', state: PartState, due_on: string | null = null) => ({ role, state, due_on });

describe('how far a task is [C03]', () => {
  test('as far as the least advanced of its lead parts', () => {
    expect(taskState([part('lead', 'confirmed'), part('lead', 'reported'), part('supporting', 'assigned')])).toBe(
      'reported',
    );
    expect(taskState([part('lead', 'confirmed'), part('supporting', 'assigned')])).toBe('confirmed');
  });
  test('all parts count when nobody leads; cancelled ones never', () => {
    expect(taskState([part('supporting', 'confirmed'), part('supporting', 'assigned')])).toBe('assigned');
    expect(taskState([part('lead', 'cancelled'), part('lead', 'confirmed')])).toBe('confirmed');
    expect(taskState([part('lead', 'cancelled')])).toBe('cancelled');
    expect(taskState([])).toBe('assigned');
  });
});

describe('when it is due [C03]', () => {
  test('a longer time for one unit does not hide that another is late', () => {
    expect(effectiveDue([part('lead', 'assigned', '2026-10-31'), part('lead', 'assigned', '2026-12-31')])).toBe(
      '2026-10-31',
    );
    expect(effectiveDue([part('lead', 'confirmed', '2026-10-31'), part('lead', 'assigned', '2026-12-31')])).toBe(
      '2026-12-31',
    );
    expect(effectiveDue([part('lead', 'confirmed', '2026-10-31'), part('lead', 'confirmed', '2026-12-31')])).toBe(
      '2026-12-31',
    );
    expect(effectiveDue([part('lead', 'assigned'), part('supporting', 'assigned', '2026-10-31')])).toBeNull();
  });
  test('late from the day after its date, until it is confirmed', () => {
    const at = (state: PartState, due_on: string | null) => punctuality({ state, due_on }, '2026-11-21', '2026-11-28');
    expect(at('assigned', '2026-11-20')).toBe('late');
    expect(at('assigned', '2026-11-21')).toBe('due_soon');
    expect(at('assigned', '2026-11-29')).toBe('on_time');
    expect(at('reported', '2026-11-20')).toBe('late');
    expect(at('confirmed', '2026-11-20')).toBe('done');
    expect(at('assigned', null)).toBe('undated');
  });
  test('the clock of a part follows its state', () => {
    expect((Object.keys(partStates) as PartState[]).map(clockOf)).toEqual(['runs', 'met', 'met', 'stopped']);
    expect(Object.keys(extensionStates.granted)).toEqual([]);
  });
});

test('more time is later than the date and not in the past', () => {
  const ask = (due_on: string | null, to_on: string) => () => checkLonger({ due_on, to_on, today: '2026-11-21' });
  expect(ask('2026-11-30', '2026-12-15')).not.toThrow();
  expect(ask('2026-11-01', '2026-11-21')).not.toThrow();
  expect(ask('2026-11-30', '2026-11-30')).toThrow(Refused);
  expect(ask('2026-11-01', '2026-11-15')).toThrow(Refused);
  expect(ask('2026-11-01', '2026-13-15')).toThrow(/impossible_date/);
  expect(ask(null, '2026-12-15')).toThrow(/no_due_date/);
});

test('reminders fall on the days of the rules, then on the first day late and every so many after', () => {
  const days = [8, 7, 3, 1, 0, -1, -2, -7, -8, -15].filter((left) => remindsOn(left, [7, 3, 1], 7));
  expect(days).toEqual([7, 3, 1, -1, -8, -15]);
  expect(remindsOn(-1, [7], 0)).toBe(false);
  expect(reminderText('制定办法', 3)).toBe('“制定办法”还有3天到期，请抓紧办理。');
  expect(reminderText('制定办法', -2)).toContain('已逾期2天');
});

test('cells: formulas become text and come back; days in every common form', () => {
  for (const text of ['=1+1', '+86', '-1 家', '@x', '普通']) expect(meantCell(plainCell(text))).toBe(text);
  expect(plainCell('=1+1')).toBe("'=1+1");
  expect(['2026-1-5', '2026/01/05', '2026.1.5', '2026年1月5日'].map(readDay)).toEqual(Array(4).fill('2026-01-05'));
  expect(readDay('明年')).toBeNull();
});
