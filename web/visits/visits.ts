import { queryOptions, useQuery } from '@tanstack/react-query';
import type { paths as Paths } from '../api.gen.ts';
import { api, problemOf, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { keepList, keptList } from '../offline.ts';
import type { Sender } from '../outbox.ts';
import { visitTexts } from './texts.ts';

const loadVisit = (id: string) => read(api.GET('/api/visits/{id}', { params: { path: { id } } }));
export const loadFirms = (q: string, size: number) =>
  read(api.GET('/api/visits/firms', { params: { query: { size, ...(q ? { q } : {}) } } }));

/** One firm with what is open there; undefined when I do not see it. */
export const loadFirm = async (id: string) =>
  (await read(api.GET('/api/visits/firms', { params: { query: { size: 1, enterprise: id } } }))).rows[0];

export type Visit = Awaited<ReturnType<typeof loadVisit>>;
export type Finding = Visit['items'][number];
export type Firm = Awaited<ReturnType<typeof loadFirms>>['rows'][number];
export type Body = Paths['/api/visits']['post']['requestBody']['content']['application/json'];
export type FindingBody = Body['findings'][number];
export type Kind = Visit['kind'];
export type Topic = Visit['topics'][number];
export type Severity = Finding['severity'];

export const visitQuery = (id: string) => queryOptions({ queryKey: ['visits', id], queryFn: () => loadVisit(id) });

/** What is stale after an act on a visit. */
export const stale = ['visits', 'enterprises', 'events', 'home'] as const;

export const kinds = ['visit', 'patrol', 'return', 'diagnosis'] as const satisfies readonly Kind[];
export const topics = [
  ...(['organisation', 'rules', 'classification', 'people', 'agreements', 'areas'] as const),
  ...(['carriers', 'systems', 'outward', 'emergency', 'training', 'needs'] as const),
] satisfies readonly Topic[];
export const severities = ['low', 'medium', 'high'] as const satisfies readonly Severity[];

/** Kinds, topics and severities in words. */
export function useVisitWords() {
  const say = useTexts(visitTexts);
  const kindWords: Readonly<Record<Kind, string>> = {
    visit: say('kind_visit'),
    patrol: say('kind_patrol'),
    return: say('kind_return'),
    diagnosis: say('kind_diagnosis'),
  };
  const topicWords: Readonly<Record<Topic, string>> = {
    organisation: say('topic_organisation'),
    rules: say('topic_rules'),
    classification: say('topic_classification'),
    people: say('topic_people'),
    agreements: say('topic_agreements'),
    areas: say('topic_areas'),
    carriers: say('topic_carriers'),
    systems: say('topic_systems'),
    outward: say('topic_outward'),
    emergency: say('topic_emergency'),
    training: say('topic_training'),
    needs: say('topic_needs'),
  };
  const severityWords: Readonly<Record<Severity, string>> = {
    low: say('severity_low'),
    medium: say('severity_medium'),
    high: say('severity_high'),
  };
  return {
    kind: (kind: Kind): string => kindWords[kind],
    topic: (topic: Topic | null): string => (topic === null ? say('topic_unnamed') : topicWords[topic]),
    severity: (severity: Severity): string => severityWords[severity],
  };
}

type KeptFirms = { readonly total: number; readonly rows: Firm[]; readonly kept_on: string | null };

/** So many firms a phone keeps: more than anybody visits in months. */
const mostKept = 200;

/**
 * Firms to visit: from the server, and then kept on the phone; without an answer those that were kept. `kept_on` is the
 * day when a kept list was read, null for a fresh one.
 */
export const useFirms = (owner: Sender) =>
  useQuery({
    queryKey: ['visits', 'firms', owner.person, owner.organisation],
    networkMode: 'always',
    retry: false,
    queryFn: async (): Promise<KeptFirms> => {
      try {
        const found = await loadFirms('', mostKept);
        void keepList(owner, 'visit-firms', { ...found, kept_on: new Date().toISOString() }).catch(() => undefined);
        return { ...found, kept_on: null };
      } catch (error) {
        const kept = await keptList(owner, 'visit-firms');
        if (problemOf(error).status !== 0 && problemOf(error).reason !== 'no_answer') throw error;
        // Kept above, in this shape.
        return (kept as KeptFirms | undefined) ?? { total: 0, rows: [], kept_on: new Date(0).toISOString() };
      }
    },
  });
