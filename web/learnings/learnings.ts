import { queryOptions } from '@tanstack/react-query';
import { api, read } from '../api.ts';

const loadLearning = (id: string) => read(api.GET('/api/learnings/{id}', { params: { path: { id } } }));

export type Learning = Awaited<ReturnType<typeof loadLearning>>;

export const learningQuery = (id: string) =>
  queryOptions({ queryKey: ['learnings', id], queryFn: () => loadLearning(id) });

/** What is stale after any act on a learning. */
export const stale = ['learnings', 'documents', 'home', 'evidence'] as const;
