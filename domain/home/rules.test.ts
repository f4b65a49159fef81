import { expect, test } from 'vitest';
import { type Candidate, rankThings, risksOf } from './rules.ts';

const today = '2026-11-21';
let made = 0;

function candidate(changes: Partial<Candidate>): Candidate {
  made += 1;
  const id = `0000000${made}`;
  return {
    deadline_id: id,
    kind: 'task.due',
    noun: 'part',
    row_id: id,
    task_id: `task-${id}`,
    programme_id: 'p',
    programme_title: '方案',
    title: id,
    due_on: '2026-12-01',
    since_on: null,
    unit: null,
    to_on: null,
    ...changes,
  };
}

test('[promise 4] late first, the oldest before; then what somebody waits for; then the soonest; three at most', () => {
  const soon = candidate({ due_on: '2026-11-22' });
  const late = candidate({ due_on: '2026-11-20' });
  const later = candidate({ due_on: '2026-10-01' });
  const extension = candidate({
    kind: 'extension.decide',
    noun: 'extension',
    due_on: '2026-11-25',
    unit: '公安局',
    to_on: '2026-12-31',
  });
  const waiting = candidate({
    kind: 'part.waiting',
    deadline_id: null,
    due_on: '2026-01-01',
    since_on: '2026-11-18',
    unit: '法院',
  });
  const ranked = rankThings([soon, late, extension, later, waiting], today);
  expect(ranked.map(({ title }) => title)).toEqual([later.title, late.title, waiting.title]);
  expect(rankThings([soon, extension, waiting], today).map(({ act }) => act)).toEqual([
    'task.confirm',
    'task.grant-extension',
    'task.report',
  ]);
});

test('[promise 4] each says why, with facts: days late, who waits and for how long, until when', () => {
  const why = (changes: Partial<Candidate>) => rankThings([candidate(changes)], today)[0]?.why;
  expect(why({ due_on: '2026-11-19' })).toEqual({ key: 'late', facts: { days: 2 } });
  expect(why({ due_on: today })).toEqual({ key: 'today', facts: {} });
  expect(why({ due_on: '2026-11-24' })).toEqual({ key: 'due', facts: { days: 3 } });
  expect(why({ kind: 'report.due', task_id: null, due_on: '2026-11-19' })).toEqual({
    key: 'report_late',
    facts: { days: 2 },
  });
  expect(why({ kind: 'part.waiting', since_on: '2026-11-18', unit: '法院' })).toEqual({
    key: 'waiting',
    facts: { unit: '法院', days: 3 },
  });
  expect(why({ kind: 'extension.decide', unit: '公安局', to_on: '2026-12-31' })).toEqual({
    key: 'extension',
    facts: { unit: '公安局', to_on: '2026-12-31' },
  });
});

test('an exhibit on its way waits for its receipt, without a day of its own', () => {
  const exhibit = candidate({
    ...{ kind: 'exhibit.waiting', deadline_id: null, noun: 'exhibit', row_id: 'x', task_id: null, due_on: null },
    ...{ since_on: '2026-11-19', unit: '市场监管局' },
  });
  const [first, second] = rankThings([candidate({ due_on: '2026-11-22' }), exhibit], today);
  expect(first).toMatchObject({ noun: 'exhibit', row_id: 'x', act: 'exhibit.receive', due_on: null, late_days: 0 });
  expect(first?.why).toEqual({ key: 'exhibit', facts: { unit: '市场监管局', days: 2 } });
  expect(second?.act).toBe('task.report');
});

test('a part that was reported late is not late any more; it opens its task', () => {
  const [thing] = rankThings([candidate({ kind: 'part.waiting', due_on: '2026-01-01', since_on: today })], today);
  expect(thing).toMatchObject({ late_days: 0, noun: 'task', due_on: null });
  const [report] = rankThings(
    [candidate({ kind: 'report.due', noun: 'report', row_id: 'r', task_id: null, due_on: '2026-11-20' })],
    today,
  );
  expect(report).toMatchObject({ noun: 'report', row_id: 'r', act: 'report.submit', late_days: 1 });
});

test('[C04] what may go wrong: overdue before behind, a programme that ends soon or lags, units without a name in the directory', () => {
  const programme = {
    id: 'p',
    title: '方案',
    tasks: 10,
    confirmed: 2,
    late: 1,
    from_on: '2026-01-01',
    to_on: '2026-12-31',
  };
  const target = { id: 't', programme: 'p', subject_text: '服务站', standing: 'behind', by_on: '2026-12-31' };
  const found = {
    programmes: [programme],
    targets: [target, { ...target, id: 'u', standing: 'overdue' }, { ...target, id: 'v', standing: 'no_register' }],
    unresolved: [{ programme: 'p', parts: 3 }],
    waiting: [{ programme: 'p', extensions: 1 }],
  };
  expect(risksOf(found, today).map(({ key }) => key)).toEqual([
    'target_overdue',
    'target_behind',
    'ends_soon',
    'unresolved',
    'extensions',
    'target_no_register',
  ]);
  const calm = { targets: [], unresolved: [], waiting: [] };
  expect(
    risksOf({ ...calm, programmes: [{ ...programme, to_on: '2027-06-30' }] }, today).map(({ key }) => key),
  ).toEqual(['slow']);
  expect(risksOf({ ...calm, programmes: [{ ...programme, confirmed: 10 }] }, today)).toEqual([]);
});
