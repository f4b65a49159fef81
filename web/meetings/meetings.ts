import { queryOptions } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';

const loadMeeting = (id: string) => read(api.GET('/api/meetings/{id}', { params: { path: { id } } }));
const loadProgramme = (id: string) => read(api.GET('/api/programmes/{id}', { params: { path: { id } } }));
const loadCouncil = (id: string) => read(api.GET('/api/councils/{id}', { params: { path: { id } } }));

export type Meeting = Awaited<ReturnType<typeof loadMeeting>>;
export type Programme = Awaited<ReturnType<typeof loadProgramme>>;
export type Kind = Meeting['kind'];

export const meetingQuery = (id: string) =>
  queryOptions({ queryKey: ['meetings', id], queryFn: () => loadMeeting(id) });

export const programmeQuery = (id: string) =>
  queryOptions({ queryKey: ['programmes', id], queryFn: () => loadProgramme(id), enabled: id !== '' });

export const councilQuery = (id: string) =>
  queryOptions({ queryKey: ['councils', id], queryFn: () => loadCouncil(id) });

export const readMeeting = loadMeeting;

/** What is stale after any act on a meeting. */
export const stale = ['meetings', 'events', 'tasks', 'programmes', 'home', 'evidence'] as const;

export const kinds = ['leading_group', 'joint_conference', 'working'] as const satisfies readonly Kind[];

export const meetingStateKeys = ['planned', 'recorded', 'final', 'cancelled'] as const;

/** Kinds in words. */
export function useKindWords(): (kind: Kind) => string {
  const { t } = useTranslation();
  const words: Readonly<Record<Kind, string>> = {
    leading_group: t('meetings.kind_leading_group'),
    joint_conference: t('meetings.kind_joint_conference'),
    working: t('meetings.kind_working'),
  };
  return (kind) => words[kind];
}

/** One text a line, without empty ones. */
export const linesOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
