import { queryOptions, useQuery } from '@tanstack/react-query';
import { industryOf } from '#domain/enterprises/rules.ts';
import { sizeWords } from '#domain/enterprises/words.ts';
import { api, read } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import type { Choice } from '../ui/SearchSelect.tsx';
import type { Tone } from '../ui/StateTag.tsx';

const loadEnterprise = (id: string) => read(api.GET('/api/enterprises/{id}', { params: { path: { id } } }));
const loadTerms = () => read(api.GET('/api/enterprises/terms'));
const loadImport = (id: string) => read(api.GET('/api/enterprises/imports/{id}', { params: { path: { id } } }));

export type Enterprise = Awaited<ReturnType<typeof loadEnterprise>>;
export type Import = Awaited<ReturnType<typeof loadImport>>;

export const enterpriseQuery = (id: string) =>
  queryOptions({ queryKey: ['enterprises', id], queryFn: () => loadEnterprise(id) });

const moving = ['arriving', 'checking', 'applying'];

/** Asked again and again while the system works on the table. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['enterprises', 'import', id],
    queryFn: () => loadImport(id),
    refetchInterval: ({ state }) => (moving.includes(state.data?.state ?? 'arriving') ? 700 : false),
  });

export const importsQuery = queryOptions({
  queryKey: ['enterprises', 'imports'],
  queryFn: () => read(api.GET('/api/enterprises/imports')),
});

const termsQuery = queryOptions({ queryKey: ['enterprises', 'terms'], queryFn: loadTerms, staleTime: 300_000 });

/** Industries and tags in the present language; empty until they are here. */
export function useTerms() {
  const language = useLanguage();
  const { data } = useQuery(termsQuery);
  const sections = data?.sections ?? [];
  const tags = data?.tags ?? [];
  const tagName = (key: string): string => tags.find((tag) => tag.key === key)?.[language] ?? key;
  const industryName = (code: string): string => {
    const found = industryOf(code, sections);
    const section = sections.find((one) => one.code === found?.section);
    if (!found || !section) return code;
    const division = section.divisions.find((one) => one.code === found.division);
    return division ? `${section.code}${found.code} ${division.zh}` : `${section.code} ${section[language]}`;
  };
  /** Sections and their divisions, to choose from. */
  const industries = sections.flatMap(({ code, zh, en, divisions }) => [
    { value: code, label: `${code} ${language === 'en' ? en : zh}` },
    ...divisions.map((one) => ({ value: one.code, label: `${code}${one.code} ${one.zh}` })),
  ]);
  const sizeName = (size: string): string => sizeWords[size]?.[language] ?? size;
  return { sections, tags, tagName, industryName, industries, sizeName, division: data?.division ?? null };
}

export const gradeTones: Readonly<Record<string, Tone>> = { A: 'good', B: 'good', C: 'warn', D: 'bad' };

/** Divisions in force, by part of name or code. */
export async function findDivisions(q: string): Promise<{ total: number; choices: Choice[] }> {
  const query = q ? { q, size: 50 } : { size: 50 };
  const { total, rows } = await read(api.GET('/api/divisions', { params: { query } }));
  return { total, choices: rows.map(({ code, name }) => ({ value: code, label: name, note: code })) };
}

/** Offices in use that may keep in touch with a firm, by part of their name; no firms. */
export const findOffices =
  (kind?: 'station') =>
  async (q: string): Promise<{ total: number; choices: Choice[] }> => {
    const query = { state: 'active' as const, size: 100, ...(q ? { q } : {}), ...(kind && !q ? { kind } : {}) };
    const { total, rows } = await read(api.GET('/api/organisations', { params: { query } }));
    const offices = rows.filter((row) => row.kind !== 'enterprise');
    return {
      total: total - rows.length + offices.length,
      choices: offices.map(({ id, name, division_name }) => ({ value: id, label: name, note: division_name })),
    };
  };

/** People with a post in an office, by part of their name. */
export const findOfficers =
  (organisation: string) =>
  async (q: string): Promise<{ total: number; choices: Choice[] }> => {
    const { total, rows } = await read(
      api.GET('/api/people', { params: { query: { organisation, size: 50, ...(q ? { q } : {}) } } }),
    );
    return { total, choices: rows.map(({ id, name }) => ({ value: id, label: name })) };
  };
