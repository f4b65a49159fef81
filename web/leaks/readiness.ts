import { useQuery } from '@tanstack/react-query';
import { gatherFacts, type OutsideFacts } from '#domain/leaks/facts.ts';
import { type Readiness, type ReadinessFact, type ReadinessStage, readinessOf } from '#domain/leaks/readiness.ts';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import type { Item } from '../register.ts';
import type { OpenedLeak } from './leaks.ts';
import { dayOf } from './moments.ts';
import { readinessTexts } from './readiness-texts.ts';

export const useReadinessSay = () => useTexts(readinessTexts);

const pageSize = 200;

const loadPage = (page: number, secret: string | undefined) =>
  read(
    api.GET('/api/leaks/readiness', {
      params: { query: { page, size: pageSize, ...(secret === undefined ? {} : { secret }) } },
    }),
  );

/** What the server knows in clear of each secret, by id; asked for page by page. */
export async function loadOutside(secret?: string): Promise<ReadonlyMap<string, OutsideFacts>> {
  const known = new Map<string, OutsideFacts>();
  for (let page = 1; ; page++) {
    const { total, rows, documents } = await loadPage(page, secret);
    for (const { secret: id, ...row } of rows) known.set(id, { ...row, documents });
    if (rows.length === 0 || page * pageSize >= total) return known;
  }
}

export const useOutside = (secret?: string) =>
  useQuery({
    queryKey: ['leaks', 'readiness', secret ?? 'all'],
    queryFn: () => loadOutside(secret),
    staleTime: 15_000,
  });

export const nothingOutside: OutsideFacts = { deposits: 0, stamped: 0, readers: 0, bound: 0, documents: [], logged: 0 };

type Case = { readonly opened: OpenedLeak; readonly found_at: string };

/** Readiness of one opened secret; in an incident its record counts too. */
export function readinessFor(item: Item, outside: OutsideFacts | undefined, incident?: Case): Readiness | null {
  if (!item.entry) return null;
  const facts = gatherFacts(item.entry.body, item, {
    outside: outside ?? nothingOutside,
    incident: incident ? { body: incident.opened.body, day: dayOf(incident.found_at) } : null,
  });
  const stage: ReadinessStage = incident ? 'after' : 'before';
  return readinessOf(facts, stage);
}

/** Where a missing fact is made up. */
export function placeOf(fact: ReadinessFact, { secret, leak }: { secret: string; leak?: string }): string {
  const ofLeak = ['measures.on_day', 'access.suspect', 'access.channel', 'similarity.compared', 'loss.estimated'];
  if (ofLeak.includes(fact)) return leak ? paths.leak(leak) : paths.leaks;
  if (fact === 'measures.agreements') return paths.agreements;
  if (fact === 'measures.documents') return paths.documents;
  if (fact === 'origin.stamped' || fact === 'origin.deposited') return `${paths.evidence}?noun=secret&row=${secret}`;
  const onPage = ['point.in_force', 'origin.sealed_file', 'measures.marked', 'access.readers', 'access.log'];
  return onPage.includes(fact) ? paths.secret(secret) : paths.editSecret(secret);
}

const weights = { core: 3, important: 2, ordinary: 1 } as const;

/** How much is at stake: what is missing, times the level; the largest first. */
export const urgencyOf = (level: Item['level'], percent: number): number =>
  (100 - percent) * (level === null ? 1 : weights[level]);
