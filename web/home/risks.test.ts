import { expect, test } from 'vitest';
import type { ProgrammeRow } from './home.ts';
import { risksOf } from './risks.ts';

const programme = (change: Partial<ProgrammeRow> = {}): ProgrammeRow => ({
  id: 'p',
  title: '示例县工作方案',
  phase: null,
  tasks: 10,
  confirmed: 5,
  late: 0,
  due_soon: 0,
  targets: 4,
  targets_met: 2,
  from_on: '2026-01-01',
  to_on: '2026-12-31',
  ...change,
});
const kindsOn = (today: string, change: Partial<ProgrammeRow> = {}) =>
  risksOf([programme(change)], today).map(({ kind }) => kind);

test('half done at half of the time is no risk', () => {
  expect(kindsOn('2026-07-01')).toEqual([]);
});

test('late tasks are always a risk, also without a period', () => {
  expect(kindsOn('2026-03-01', { late: 2, from_on: null })).toEqual(['late']);
});

test('tasks and targets far behind the time are risks, with the gap in points', () => {
  expect(risksOf([programme()], '2026-12-31')).toMatchObject([
    { kind: 'behind', time: 100, done: 50, gap: 50 },
    { kind: 'targets', time: 100, met: 2, total: 4 },
  ]);
});

test('nothing to do is not behind', () => {
  expect(kindsOn('2026-12-31', { tasks: 0, confirmed: 0, targets: 0, targets_met: 0 })).toEqual([]);
});
