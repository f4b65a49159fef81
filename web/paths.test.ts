import { expect, test } from 'vitest';
import { pathOf, safeBack } from './paths.ts';

test('a row named by an event or a deadline finds its page, in the singular and the plural', () => {
  expect([pathOf('task', '7'), pathOf('tasks', '7'), pathOf('people', '7'), pathOf('person', '7')]).toEqual([
    '/tasks/7',
    '/tasks/7',
    '/people/7',
    '/people/7',
  ]);
});

test('what is shown inside a programme opens there; without a programme, and for rows without a page, there is none', () => {
  expect(pathOf('report', '7', 'p')).toBe('/programmes/p?tab=reports');
  expect([pathOf('report', '7'), pathOf('extension', '7', 'p')]).toEqual([null, null]);
});

test('after signing in only our own addresses are followed', () => {
  expect(safeBack('/tasks?state=assigned')).toBe('/tasks?state=assigned');
  for (const strange of [null, '', 'https://example.org', '//example.org', '/\\example.org', 'javascript:alert(1)'])
    expect(safeBack(strange)).toBe('/');
});
