import { type DivisionKind, divisionKinds } from '#domain/glossary.ts';
import { api, read } from '../api.ts';
import type { Choice } from '../ui/SearchSelect.tsx';

export type Division = Awaited<ReturnType<typeof readDivisions>>['rows'][number];

type Query = { parent?: string; q?: string; kind?: DivisionKind; ended?: boolean; page?: number; size?: number };

export const readDivisions = (query: Query) => read(api.GET('/api/divisions', { params: { query } }));
export const readDivision = (code: string) => read(api.GET('/api/divisions/{code}', { params: { path: { code } } }));

/** The division that everything hangs on. */
export const root = '000000';

// Object.keys answers text; the keys of the glossary are the kinds. The nation is there once and not added.
export const kindKeys = (Object.keys(divisionKinds) as DivisionKind[]).filter((kind) => kind !== 'nation');

export const isKind = (text: string | undefined): text is DivisionKind =>
  text !== undefined && Object.hasOwn(divisionKinds, text);

export async function findParents(q: string): Promise<{ total: number; choices: Choice[] }> {
  const { total, rows } = await readDivisions(q ? { q, size: 50 } : { parent: root, size: 50 });
  return { total, choices: rows.map(({ code, name }) => ({ value: code, label: name, note: code })) };
}
