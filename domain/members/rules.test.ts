import { expect, test } from 'vitest';
import { kitSteps, type Whom } from './kits.ts';
import { checkFinish, checkLastDay, checkLastOfficer, comesNearer, kitDue, planSteps } from './rules.ts';

const whom: Whom = { access: 'core', account: true, identity: true, nonCompete: true };
const reasonOf = (act: () => void): string | null => {
  try {
    act();
    return null;
  } catch (error) {
    return (error as { reason: string }).reason;
  }
};

test('[C21] a leaver from a core post is interviewed, hands back, is closed out, reminded and followed up twice a year (D8–D10)', () => {
  expect(planSteps('exit', whom, '2026-08-31').map(({ key, due_on }) => [key, due_on])).toEqual([
    ['interview', '2026-08-31'],
    ['carriers', '2026-08-31'],
    ['accounts', '2026-08-31'],
    ['roll', '2026-09-01'],
    ['exit_undertaking', '2026-08-31'],
    ['letter', '2026-09-07'],
    ['non_compete', '2026-08-31'],
    ['follow_up_6', '2027-02-28'],
    ['follow_up_12', '2027-08-31'],
    ['follow_up_18', '2028-02-29'],
    ['follow_up_24', '2028-08-31'],
  ]);
  expect(kitDue('exit', whom, '2026-08-31')).toBe('2026-09-07');
});

test('[C21] who never met a secret has a short list', () => {
  const nobody: Whom = { access: 'none', account: false, identity: false, nonCompete: false };
  expect(planSteps('exit', nobody, '2026-08-31').map(({ key }) => key)).toEqual(['interview', 'carriers', 'accounts']);
});

test('a list is finished when only follow-ups are open, or with a reason', () => {
  const steps = planSteps('exit', whom, '2026-08-31').map(({ key }) => ({
    key,
    state: key.startsWith('follow_up') ? 'open' : 'done',
  }));
  expect(reasonOf(() => checkFinish('exit', steps, null))).toBeNull();
  const open = steps.map((step, index) => (index === 0 ? { ...step, state: 'open' } : step));
  expect(reasonOf(() => checkFinish('exit', open, ' '))).toBe('kit_open_steps');
  expect(reasonOf(() => checkFinish('exit', open, '本人已失联'))).toBeNull();
});

test('nearer to secrets means an agreement first', () => {
  expect([comesNearer('none', 'contact'), comesNearer('core', 'contact'), comesNearer('core', 'core')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('the last officer, and days that cannot be', () => {
  expect(reasonOf(() => checkLastOfficer(true, 0))).toBe('last_officer');
  expect(reasonOf(() => checkLastOfficer(true, 1))).toBeNull();
  const today = '2026-11-21';
  expect(reasonOf(() => checkLastDay({ entered_on: '2026-11-20', today }, '2026-11-19'))).toBe('left_before_entry');
  expect(reasonOf(() => checkLastDay({ entered_on: null, today }, '2027-11-22'))).toBe('last_day_far');
  expect(reasonOf(() => checkLastDay({ entered_on: null, today }, '2027-11-21'))).toBeNull();
});

test('every step has a key of its own', () => {
  for (const steps of Object.values(kitSteps)) expect(new Set(steps.map(({ key }) => key)).size).toBe(steps.length);
});
