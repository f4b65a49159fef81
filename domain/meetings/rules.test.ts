import { expect, test } from 'vitest';
import { actsIn } from '../states.ts';
import { becomesTask, checkHeld, checkMinutes, invitedOnce } from './rules.ts';
import { meetingStates } from './states.ts';

test('[C06] a resolution that names who leads becomes a task; one that names nobody is noted', () => {
  expect(becomesTask({ unit: '县公安局', organisation: null })).toBe(true);
  expect(becomesTask({ unit: null, organisation: 'id' })).toBe(true);
  expect(becomesTask({ unit: ' ', organisation: null })).toBe(false);
});

test('[C06] minutes are text or a file, of a day that has come', () => {
  expect(() => checkMinutes({ minutes: ' ', files: 0 })).toThrow('minutes_missing');
  expect(() => checkMinutes({ minutes: null, files: 1 })).not.toThrow();
  expect(() => checkMinutes({ minutes: '纪要', files: 0 })).not.toThrow();
  expect(() => checkHeld('2026-11-22', '2026-11-21')).toThrow('meeting_not_held');
  expect(() => checkHeld('2026-11-21', '2026-11-21')).not.toThrow();
});

test('a unit is invited once; the first stands, in its place', () => {
  const named = { unit: '县公安局', organisation: null };
  const known = { unit: '公安', organisation: 'a' };
  const twice = [named, known, { ...known, unit: '公安局' }, { ...named, unit: ' 县公安局 ' }];
  expect(invitedOnce(twice)).toEqual([named, known]);
});

test('[C06] final and cancelled are the end; minutes are not final before they are recorded', () => {
  expect(actsIn(meetingStates, 'final')).toEqual([]);
  expect(actsIn(meetingStates, 'cancelled')).toEqual([]);
  expect(actsIn(meetingStates, 'planned')).not.toContain('finalise');
});
