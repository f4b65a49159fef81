import { expect, test } from 'vitest';
import { mergeAnswers } from './merge.ts';
import { prefilledOf } from './prefill.ts';
import type { Answer } from './rules.ts';

const by = { by: 'p', org: 'o', at: '2026-11-21T04:00:00Z' };

test('[C17] two people on one form: the later answer to the same item waits for a person, the same answer twice is one', () => {
  const kept = { A1: { answer: 1 as const, at: by.at, v: 2 } };
  const sent = (item: string, answer: Answer, v: number) => [{ item, answer, v }];
  expect(mergeAnswers(kept, sent('A1', 0, 1), by)).toMatchObject({ conflicts: ['A1'], changed: 0, answers: kept });
  expect(mergeAnswers(kept, sent('A1', 0, 2), by)).toMatchObject({ saved: [{ item: 'A1', v: 3 }], changed: 1 });
  expect(mergeAnswers(kept, sent('A1', 1, 0), by)).toMatchObject({ saved: [{ item: 'A1', v: 2 }], changed: 0 });
  expect(mergeAnswers(kept, sent('A2', 1, 0), by).answers).toMatchObject({ A1: { v: 2 }, A2: { v: 1, by: 'p' } });
  expect(mergeAnswers(kept, [{ item: 'A1', answer: null, v: 2 }], by).answers).toMatchObject({
    A1: { answer: null, v: 3 },
  });
});

test('[C17] what Humi knows is a yes or a partly, never a no', () => {
  const nothing = {
    ...{ contact_name: null, served: false, documents: 0, secrets: 0, secrets_reviewed_on: null },
    ...{ near: 0, bound: 0, trained: 0, trainings: 0, trained_on: null, exits: 0, exits_complete: 0, exited_on: null },
  };
  expect(prefilledOf(nothing, '2026-11-21')).toEqual([]);
  const known = {
    ...nothing,
    contact_name: '示例',
    served: true,
    documents: 3,
    secrets: 8,
    near: 10,
    bound: 9,
  };
  const answers = (more: object = {}) =>
    Object.fromEntries(prefilledOf({ ...known, ...more }, '2026-11-21').map(({ key, answer }) => [key, answer]));
  expect(answers({ secrets_reviewed_on: '2025-11-21' })).toEqual({
    ...{ liaison_registered: 1, documents_adopted: 0.5, register_reviewed: 1, agreements_signed: 0.5 },
  });
  expect(answers({ secrets_reviewed_on: '2025-11-20', bound: 10 })).toMatchObject({
    ...{ register_reviewed: 0.5, agreements_signed: 1 },
  });
  expect(answers({ trainings: 2, trained: 9, exits: 3, exits_complete: 2 })).toMatchObject({
    ...{ trainings_held: 0.5, exits_complete: 0.5 },
  });
  expect(answers({ trainings: 1, trained: 10, exits: 3, exits_complete: 3 })).toMatchObject({
    ...{ trainings_held: 1, exits_complete: 1 },
  });
});
