import { queryOptions, useQuery } from '@tanstack/react-query';
import { sizeWords } from '#domain/enterprises/words.ts';
import { api, read } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { texts } from './texts.ts';

const loadCoverage = (division: string | undefined) =>
  read(api.GET('/api/coverage', { params: { query: division ? { division } : {} } }));

export type Coverage = Awaited<ReturnType<typeof loadCoverage>>;
export type Counts = Coverage['total'];

export const coverageQuery = (division: string | undefined) =>
  queryOptions({ queryKey: ['coverage', division ?? ''], queryFn: () => loadCoverage(division) });

/** Percent without decimals, but never 100 or 0 for what is not quite. */
export function percentOf(part: number, all: number): string {
  if (all === 0) return '—';
  const percent = (100 * part) / all;
  if (percent > 99 && part < all) return '99%';
  return percent > 0 && percent < 1 ? '1%' : `${Math.round(percent)}%`;
}

/** The page of the firms behind a number. */
export function firmsPath(filter: Readonly<Record<string, string | boolean | null | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter))
    if (value !== null && value !== undefined) query.set(name, String(value));
  return `${paths.coverageFirms}?${query}`;
}

/** Sections and sizes in words; the names of sections come from the register of firms. */
export function useKindNames() {
  const language = useLanguage();
  const say = useTexts(texts);
  const terms = useQuery({
    queryKey: ['enterprises', 'terms'],
    queryFn: () => read(api.GET('/api/enterprises/terms')),
    staleTime: 3_600_000,
  });
  const sections = new Map(terms.data?.sections.map((one) => [one.code, one[language]]) ?? []);
  return {
    sections: [...sections].map(([value, label]) => ({ value, label: `${value} ${label}` })),
    sizes: Object.entries(sizeWords).map(([value, words]) => ({ value, label: words[language] })),
    section: (code: string): string => (code === 'none' ? say('none') : `${code} ${sections.get(code) ?? ''}`),
    size: (key: string): string => sizeWords[key]?.[language] ?? say('none'),
  };
}
