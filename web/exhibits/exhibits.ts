import { queryOptions } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keepsExhibits } from '#domain/exhibits/rules.ts';
import { api, read } from '../api.ts';
import type { Choice } from '../ui/SearchSelect.tsx';
import type { Tone } from '../ui/StateTag.tsx';

const loadExhibit = (id: string) => read(api.GET('/api/exhibits/{id}', { params: { path: { id } } }));

export type Exhibit = Awaited<ReturnType<typeof loadExhibit>>;
export type Step = Exhibit['record'][number];
export type Chain = Exhibit['chain'];
export type Kind = Exhibit['kind'];

export const exhibitQuery = (id: string) =>
  queryOptions({ queryKey: ['exhibits', id], queryFn: () => loadExhibit(id) });

/** What is stale after any step. */
export const stale = ['exhibits', 'events', 'evidence', 'home'] as const;

export const kinds = ['device', 'medium', 'files', 'mailbox', 'image', 'other'] as const satisfies readonly Kind[];

export const exhibitStateKeys = [
  ...(['registered', 'taken', 'sealed', 'opened', 'moved', 'released', 'discarded'] as const),
];

/** Kinds in words. */
export function useKindWords(): (kind: Kind) => string {
  const { t } = useTranslation();
  const words: Readonly<Record<Kind, string>> = {
    device: t('exhibits.kind_device'),
    medium: t('exhibits.kind_medium'),
    files: t('exhibits.kind_files'),
    mailbox: t('exhibits.kind_mailbox'),
    image: t('exhibits.kind_image'),
    other: t('exhibits.kind_other'),
  };
  return (kind) => words[kind];
}

export const chainTones: Readonly<Record<Chain['state'], Tone>> = { complete: 'good', open: 'warn', broken: 'bad' };

/** What the record says of itself, in words. */
export function useChainWords(): (state: Chain['state']) => string {
  const { t } = useTranslation();
  const words: Readonly<Record<Chain['state'], string>> = {
    complete: t('exhibits.chain_complete'),
    open: t('exhibits.chain_open'),
    broken: t('exhibits.chain_broken'),
  };
  return (state) => words[state];
}

/** Organisations in use that may take evidence, by part of their name; the present keeper is no receiver. */
export const findReceivers =
  (keeper: string) =>
  async (q: string): Promise<{ total: number; choices: Choice[] }> => {
    const { rows } = await read(
      api.GET('/api/organisations', { params: { query: { state: 'active', size: 200, ...(q ? { q } : {}) } } }),
    );
    const choices = rows
      .filter(({ id, kind }) => id !== keeper && keepsExhibits(kind))
      .map(({ id, name, division_name }) => ({ value: id, label: name, note: division_name }));
    return { total: choices.length, choices };
  };

/** Running programmes that I see, by part of their title. */
export async function findProgrammes(q: string): Promise<{ total: number; choices: Choice[] }> {
  const { total, rows } = await read(
    api.GET('/api/programmes', { params: { query: { state: 'running', size: 50, ...(q ? { q } : {}) } } }),
  );
  return { total, choices: rows.map(({ id, title }) => ({ value: id, label: title })) };
}

/** An instant in Chinese time with its year, as it stands on paper: 2026-11-21 10:10. */
export const paperTime = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
