import { queryOptions } from '@tanstack/react-query';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import type { Tone } from '../ui/StateTag.tsx';
import { memberTexts } from './texts.ts';

const loadMember = (id: string) => read(api.GET('/api/members/{id}', { params: { path: { id } } }));

export type Member = Awaited<ReturnType<typeof loadMember>>;
export type Row = Omit<Member, 'person' | 'secrets' | 'identity' | 'kits'>;
export type Kit = Member['kits'][number];
export type Step = Kit['steps'][number];

export const memberQuery = (id: string) => queryOptions({ queryKey: ['members', id], queryFn: () => loadMember(id) });

/** What is stale after any act on a member. */
export const stale = ['members', 'agreements', 'home', 'enterprises'] as const;

export const accesses = ['core', 'contact', 'none'] as const;
export const kinds = ['employee', 'intern', 'agency', 'contractor'] as const;
export const memberStates = ['active', 'leaving', 'left'] as const;

export const stateTones: Readonly<Record<Row['state'], Tone>> = { active: 'good', leaving: 'warn', left: 'plain' };
export const accessTones: Readonly<Record<Row['access'], Tone>> = { core: 'bad', contact: 'warn', none: 'plain' };

/** Words of a member in the present language. */
export function useMemberWords() {
  const t = useTexts(memberTexts);
  return {
    access: (key: Row['access']) => t(`access_${key}`),
    kind: (key: Row['kind']) => t(`kind_${key}`),
    state: (key: Row['state']) => t(`state_${key}`),
    account: (key: Row['account']) => t(`account_${key}`),
    kit: (key: Kit['kind']) => t(`kit_${key}`),
  };
}
