import { expect, test } from 'vitest';
import { depositingActs } from './kinds.ts';
import { hiddenNouns } from './readable.ts';

test('the name of every act that deposits fits into an entry', () => {
  for (const act of depositingActs) expect(act).toMatch(/^[a-z][a-z.-]{0,39}$/);
});

test('[C45] a statement is hidden from roles that may not read its row', () => {
  expect(hiddenNouns(['enterprise_officer'])).toEqual(expect.arrayContaining(['exhibit', 'plan', 'witness']));
  expect(hiddenNouns(['unit_officer'])).not.toContain('exhibit');
  // What is a firm's alone is not even a leader's.
  expect(hiddenNouns(['leader']).toSorted()).toEqual([
    'agreement',
    'document',
    'identity',
    'leak',
    'learning',
    'secret',
  ]);
  expect(hiddenNouns([])).toEqual(expect.arrayContaining(['exhibit', 'file', 'task']));
});
