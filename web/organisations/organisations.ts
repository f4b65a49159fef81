import { type OrganisationKind, organisationKinds } from '#domain/glossary.ts';
import { api, read } from '../api.ts';
import type { Choice } from '../ui/SearchSelect.tsx';

export type Organisation = Awaited<ReturnType<typeof readOrganisation>>;
export type Outcome = NonNullable<Awaited<ReturnType<typeof answerOfImport>>['data']>;

export const readOrganisation = (id: string) => read(api.GET('/api/organisations/{id}', { params: { path: { id } } }));

/** Only for the type of the answer: the file itself goes by sendFile, with its progress. */
const answerOfImport = () => api.POST('/api/organisations/import', { body: { file: '' } });

// Object.keys answers text; the keys of the glossary are the kinds.
export const kindKeys = Object.keys(organisationKinds) as OrganisationKind[];

export const isKind = (text: string | undefined): text is OrganisationKind =>
  text !== undefined && Object.hasOwn(organisationKinds, text);

/** Divisions in force, by part of name or code; a name that is not unique needs its code beside it. */
export async function findDivisions(q: string): Promise<{ total: number; choices: Choice[] }> {
  const query = q ? { q, size: 50 } : { kind: 'province' as const, size: 50 };
  const { total, rows } = await read(api.GET('/api/divisions', { params: { query } }));
  return { total, choices: rows.map(({ code, name }) => ({ value: code, label: name, note: code })) };
}

/** Organisations in use, by part of their name; itself is no superior of its own. */
export const findSuperiors =
  (own: string | null) =>
  async (q: string): Promise<{ total: number; choices: Choice[] }> => {
    const { total, rows } = await read(
      api.GET('/api/organisations', { params: { query: { state: 'active', size: 50, ...(q ? { q } : {}) } } }),
    );
    const choices = rows
      .filter(({ id }) => id !== own)
      .map(({ id, name, division_name }) => ({ value: id, label: name, note: division_name }));
    return { total, choices };
  };
