import { expect, test } from 'vitest';
import { dueOn, planRemedies } from './rules.ts';

const days = { key: 30, heavy: 60, light: 90 };
const at = (retest: string | null) => ({ today: '2026-11-21', retest, days });

test('[C17] key items are due first, heavy ones next, and nothing after the re-test', () => {
  expect(dueOn({ key: true, weight: 3 }, at('2027-11-21'))).toBe('2026-12-21');
  expect(dueOn({ key: false, weight: 2 }, at('2027-11-21'))).toBe('2027-01-20');
  expect(dueOn({ key: false, weight: 1 }, at('2027-11-21'))).toBe('2027-02-19');
  expect(dueOn({ key: false, weight: 1 }, at('2027-01-31'))).toBe('2027-01-31');
  expect(dueOn({ key: false, weight: 1 }, at(null))).toBe('2027-02-19');
});

const weak = (item: string, answer: 0 | 0.5) => ({ item, answer, key: false, document: null });
const opened = (item: string, answer: number, form = 'default') => ({ id: `id-${item}`, item, answer, form });

test('[C17] a weak answer becomes an action once', () => {
  const plan = planRemedies({
    form: 'default',
    weak: [weak('A1', 0), weak('B1', 0.5)],
    answers: { A1: { answer: 0 }, B1: { answer: 0.5 } },
    before: [opened('A1', 0)],
  });
  expect(plan.open.map(({ item }) => item)).toEqual(['B1']);
  expect(plan).toMatchObject({ change: [], done: [], dropped: [] });
});

test('[C24] a later answer closes, changes or drops what is open; what was not asked stays', () => {
  const plan = planRemedies({
    form: 'default',
    weak: [weak('B1', 0.5)],
    answers: { A1: { answer: 1 }, B1: { answer: 0.5 }, C1: { answer: 'na' } },
    before: [opened('A1', 0), opened('B1', 0), opened('C1', 0.5), opened('D1', 0), opened('X1', 0, 'own')],
  });
  expect(plan).toEqual({
    open: [],
    change: [{ id: 'id-B1', answer: 0.5 }],
    done: ['id-A1'],
    dropped: [
      { id: 'id-X1', reason: 'form_changed' },
      { id: 'id-C1', reason: 'not_applicable' },
    ],
  });
});
