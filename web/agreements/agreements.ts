import { queryOptions } from '@tanstack/react-query';
import { agreementKinds } from '#domain/agreements/schema.ts';
import { agreementWords } from '#domain/agreements/words.ts';
import { api, read } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import type { Choice } from '../ui/SearchSelect.tsx';

const loadAgreement = (id: string) => read(api.GET('/api/agreements/{id}', { params: { path: { id } } }));

export type Agreement = Awaited<ReturnType<typeof loadAgreement>>;
export type Kind = Agreement['kind'];
export type Pay = Agreement['pays'][number];
export type Signing = Agreement['signings'][number];

export const agreementQuery = (id: string) =>
  queryOptions({ queryKey: ['agreements', id], queryFn: () => loadAgreement(id) });

/** What is stale after any act on an agreement. */
export const stale = ['agreements', 'members', 'home', 'evidence', 'enterprises'] as const;

export const kinds: readonly Kind[] = agreementKinds;

/** Kinds in words of the present language. */
export function useKindWords(): (kind: Kind) => string {
  const at = useLanguage() === 'en' ? 1 : 0;
  return (kind) => agreementWords[kind][at];
}

/** People of the firm who have not left, by part of their name. */
export async function findMembers(q: string): Promise<{ total: number; choices: Choice[] }> {
  const { total, rows } = await read(
    api.GET('/api/members', { params: { query: { here: 'yes', ...(q ? { q } : {}) } } }),
  );
  const choices = rows.map(({ id, name, department, post }) => ({
    value: id,
    label: name,
    note: [department, post].filter(Boolean).join(' · '),
  }));
  return { total, choices };
}

/** Numbers that somebody typed with spaces or commas between, each once. */
export const numbersOf = (text: string | undefined): number[] => [
  ...new Set((text ?? '').split(/[\s,，、]+/).flatMap((part) => (part === '' ? [] : [Number(part)]))),
];

export const moneyText = (amount: number): string => amount.toLocaleString('zh-CN', { maximumFractionDigits: 2 });
