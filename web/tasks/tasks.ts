import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { paths as Paths } from '../api.gen.ts';
import { api, read } from '../api.ts';
import type { Tone } from '../ui/StateTag.tsx';
import type { ListQuery } from '../ui/useListQuery.ts';

const loadTasks = (query: TaskQuery) => read(api.GET('/api/tasks', { params: { query } }));
const loadTask = (id: string) => read(api.GET('/api/tasks/{id}', { params: { path: { id } } }));
const loadProgramme = (id: string) => read(api.GET('/api/programmes/{id}', { params: { path: { id } } }));

export type TaskQuery = NonNullable<Paths['/api/tasks']['get']['parameters']['query']>;
export type TaskList = Awaited<ReturnType<typeof loadTasks>>;
export type TaskRow = TaskList['rows'][number];
export type PartRow = TaskRow['units'][number];
export type Task = Awaited<ReturnType<typeof loadTask>>;
export type TaskPart = Task['parts'][number];
export type Extension = Task['extensions'][number];
export type Programme = Awaited<ReturnType<typeof loadProgramme>>;

export const tasksQuery = (query: TaskQuery) =>
  queryOptions({ queryKey: ['tasks', query], queryFn: () => loadTasks(query), placeholderData: keepPreviousData });

export const taskQuery = (id: string) => queryOptions({ queryKey: ['tasks', id], queryFn: () => loadTask(id) });

export const programmeQuery = (id: string | undefined) =>
  queryOptions({ queryKey: ['programmes', id], queryFn: () => loadProgramme(id ?? ''), enabled: id !== undefined });

/** Running and closed programmes to choose from, the newest first; more than these are found on their own page. */
export const programmesQuery = queryOptions({
  queryKey: ['programmes', 'choice'],
  queryFn: () => read(api.GET('/api/programmes', { params: { query: { size: 200 } } })),
});

/** What is stale after any act on a task. */
export const stale = ['tasks', 'programmes', 'home', 'events'] as const;

export const filterKeys = [
  'division',
  'programme_state',
  'programme',
  'measure',
  'phase',
  'organisation',
  'role',
  'state',
  'punctuality',
  'unresolved',
  'mine',
] as const;

/** The address of a list as the API's question: the same filters for list, pictures, reminders and export. */
export function filterOf(query: ListQuery): TaskQuery {
  const one = Object.fromEntries(filterKeys.flatMap((key) => (query.one(key) ? [[key, query.one(key)]] : [])));
  // The values come from our own select boxes or from a link; the server refuses any other.
  return {
    ...one,
    ...(one.mine ? { mine: one.mine === 'true' } : {}),
    ...(one.unresolved ? { unresolved: true } : {}),
    ...(query.q ? { q: query.q } : {}),
  } as TaskQuery;
}

export function sortOf({ sort }: ListQuery): TaskQuery {
  const name = sort.replace(/^-/, '');
  if (name !== 'due_on' && name !== 'state' && name !== 'text' && name !== 'plan') return {};
  return { sort: name, descending: sort.startsWith('-') };
}

/** A question as the query part of an address. */
export const addressOf = (query: TaskQuery): string =>
  new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString();

const tones: Readonly<Record<string, Tone>> = {
  done: 'good',
  late: 'bad',
  due_soon: 'warn',
  on_time: 'busy',
  undated: 'plain',
};

export const toneOf = (punctuality: string): Tone => tones[punctuality] ?? 'plain';

/** A task in few words. */
export const shortText = (text: string, most = 40): string => (text.length > most ? `${text.slice(0, most)}…` : text);
