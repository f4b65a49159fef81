import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { paths as Paths } from '../api.gen.ts';
import { api, read } from '../api.ts';
import type { ListQuery } from '../ui/useListQuery.ts';

export type TargetQuery = NonNullable<Paths['/api/targets']['get']['parameters']['query']>;

const loadTargets = (query: TargetQuery) => read(api.GET('/api/targets', { params: { query } }));
export const loadTarget = (id: string) => read(api.GET('/api/targets/{id}', { params: { path: { id } } }));

export type TargetRow = Awaited<ReturnType<typeof loadTargets>>['rows'][number];
export type Target = Awaited<ReturnType<typeof loadTarget>>;

export const targetsQuery = (query: TargetQuery) =>
  queryOptions({ queryKey: ['targets', query], queryFn: () => loadTargets(query), placeholderData: keepPreviousData });

export const targetQuery = (id: string) => queryOptions({ queryKey: ['targets', id], queryFn: () => loadTarget(id) });

export const metricsQuery = queryOptions({
  queryKey: ['statistics'],
  queryFn: () => read(api.GET('/api/statistics')),
});

export const programmesQuery = queryOptions({
  queryKey: ['programmes', 'choice'],
  queryFn: () => read(api.GET('/api/programmes', { params: { query: { size: 200 } } })),
});

export const programmeQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['programmes', id],
    queryFn: () => read(api.GET('/api/programmes/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: id !== undefined,
  });

/** What is stale after any act on a target. */
export const stale = ['targets', 'programmes', 'overview', 'home', 'events'] as const;

export const filterKeys = ['programme', 'standing', 'subject', 'organisation', 'division'] as const;

/** The address of the list as the API's question. The values come from our own boxes or a link; the server refuses others. */
export function filterOf(query: ListQuery): TargetQuery {
  const chosen = Object.fromEntries(filterKeys.flatMap((key) => (query.one(key) ? [[key, query.one(key)]] : [])));
  return {
    ...chosen,
    ...(query.one('parts') === 'true' ? { parts: true } : {}),
    ...(query.q ? { q: query.q } : {}),
  } as TargetQuery;
}

export function sortOf({ sort }: ListQuery): TargetQuery {
  if (sort === '') return {};
  // The column names of our own table head.
  return { sort: sort.replace(/^-/, ''), descending: sort.startsWith('-') } as TargetQuery;
}

export const addressOf = (query: TargetQuery): string =>
  new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
