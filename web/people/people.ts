import type { Role } from '#domain/glossary.ts';
import { roles } from '#domain/glossary.ts';
import { api, read } from '../api.ts';
import type { Choice } from '../ui/SearchSelect.tsx';

export type Person = Awaited<ReturnType<typeof readPerson>>;
export type Post = Person['posts'][number];

export const readPerson = (id: string) => read(api.GET('/api/people/{id}', { params: { path: { id } } }));

// Object.keys answers text; the keys of the glossary are the roles.
export const roleKeys = Object.keys(roles) as Role[];

/** Organisations in use, by part of their name. */
export async function findOrganisations(q: string): Promise<{ total: number; choices: Choice[] }> {
  const { total, rows } = await read(
    api.GET('/api/organisations', { params: { query: { state: 'active', size: 50, ...(q ? { q } : {}) } } }),
  );
  return {
    total,
    choices: rows.map(({ id, name, division_name }) => ({ value: id, label: name, note: division_name })),
  };
}
