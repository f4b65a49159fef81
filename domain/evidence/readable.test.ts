import { expect, test } from 'vitest';
import { hiddenNouns } from './readable.ts';

test('[C45] a statement is hidden from roles that may not read its row', () => {
  expect(hiddenNouns(['enterprise_officer'])).toEqual(expect.arrayContaining(['exhibit', 'plan', 'witness']));
  expect(hiddenNouns(['unit_officer'])).not.toContain('exhibit');
  expect(hiddenNouns(['leader'])).toEqual([]);
  expect(hiddenNouns([])).toEqual(expect.arrayContaining(['exhibit', 'file', 'task']));
});
