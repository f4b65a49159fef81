import { expect, test } from 'vitest';
import type { ListQuery } from '../ui/useListQuery.ts';
import { addressOf, filterOf, shortText, sortOf, toneOf } from './tasks.ts';

const queryOf = (address: string): ListQuery => {
  const params = new URLSearchParams(address);
  return {
    page: 1,
    size: 50,
    q: params.get('q') ?? '',
    sort: params.get('sort') ?? '',
    filters: {},
    set: () => undefined,
    clear: () => undefined,
    one: (key) => params.get(key) ?? undefined,
    narrowed: false,
  };
};

test('[C03] the address of a list is the question to the API: list, pictures, reminders and export show the same', () => {
  const query = queryOf('state=assigned&punctuality=late&mine=false&unresolved=true&q=移送&view=gantt&month=2026-11');
  expect(filterOf(query)).toEqual({ state: 'assigned', punctuality: 'late', mine: false, unresolved: true, q: '移送' });
  expect(addressOf(filterOf(queryOf('state=reported&mine=true')))).toBe('state=reported&mine=true');
});

test('only orders that the API knows are asked for', () => {
  expect(sortOf(queryOf('sort=-due_on'))).toEqual({ sort: 'due_on', descending: true });
  expect(sortOf(queryOf('sort=colour'))).toEqual({});
});

test('long texts are shortened visibly; a cancelled or unknown standing has no colour', () => {
  expect(shortText('一二三四五', 3)).toBe('一二三…');
  expect(shortText('一二三', 3)).toBe('一二三');
  expect(toneOf('late')).toBe('bad');
  expect(toneOf('?')).toBe('plain');
});
