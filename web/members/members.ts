import { queryOptions } from '@tanstack/react-query';
import { memberKinds, memberStates as states } from '#domain/members/schema.ts';
import { accessWords, kindWords, kitWords, stateWords } from '#domain/members/words.ts';
import { api, read } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
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
export const kinds = memberKinds;
export const memberStates = states;

export const stateTones: Readonly<Record<Row['state'], Tone>> = { active: 'good', leaving: 'warn', left: 'plain' };
export const accessTones: Readonly<Record<Row['access'], Tone>> = { core: 'bad', contact: 'warn', none: 'plain' };

/** Words of a member in the present language. */
export function useMemberWords() {
  const t = useTexts(memberTexts);
  const at = useLanguage() === 'en' ? 1 : 0;
  return {
    access: (key: Row['access']) => accessWords[key][at],
    kind: (key: Row['kind']) => kindWords[key][at],
    state: (key: Row['state']) => stateWords[key][at],
    account: (key: Row['account']) => t(`account_${key}`),
    kit: (key: Kit['kind']) => kitWords[key][at],
  };
}
