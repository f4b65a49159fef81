import { queryOptions } from '@tanstack/react-query';
import { api, read } from '../api.ts';
import type { Choice } from '../ui/SearchSelect.tsx';

export const loadRemedy = (id: string) => read(api.GET('/api/remedies/{id}', { params: { path: { id } } }));

export type Remedy = Awaited<ReturnType<typeof loadRemedy>>;

export const remedyQuery = (id: string) => queryOptions({ queryKey: ['remedies', id], queryFn: () => loadRemedy(id) });

/** What is stale after any act on an action. */
export const stale = ['remedies', 'home', 'events', 'evidence'] as const;

/** People of the firm by part of their name; nobody for whoever may not see them. */
export async function findMembers(q: string): Promise<{ total: number; choices: Choice[] }> {
  const { total, rows } = await read(api.GET('/api/members', { params: { query: { size: 50, ...(q ? { q } : {}) } } }));
  return {
    total,
    choices: rows.map(({ id, name, post }) => ({ value: id, label: name, ...(post ? { note: post } : {}) })),
  };
}

/** Deposits of the own organisation, the newest first, as a proof to choose. */
export async function findProofs(q: string): Promise<{ total: number; choices: Choice[] }> {
  const { total, rows } = await read(
    api.GET('/api/evidence', { params: { query: { size: 50, ...(q ? { search: q } : {}) } } }),
  );
  return {
    total,
    choices: rows.map(({ id, at, kind }) => ({ value: id, label: `${at.slice(0, 10)} ${kind}`, note: id.slice(-8) })),
  };
}
