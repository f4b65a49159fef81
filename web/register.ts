import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { usualWords } from '#domain/secrets/rules.ts';
import { api, read } from './api.ts';
import type { Unlocked } from './KeyGate.tsx';
import { type Entry, readVault, watchVault } from './vault.ts';
import { syncVault } from './vault-sync.ts';

/** The whole list in clear, asked for piece by piece where it is longer than one answer. */
async function loadRows() {
  const rows: Row[] = [];
  let after = 0;
  for (;;) {
    const answer = await read(api.GET('/api/secrets', { params: { query: { after } } }));
    rows.push(...answer.rows);
    if (answer.next === null) return rows;
    after = answer.next;
  }
}

type Answer = Awaited<ReturnType<typeof loadPage>>;
const loadPage = () => read(api.GET('/api/secrets'));
export type Row = Answer['rows'][number];

/** A row with what was opened of it; without an entry it is number, level and state alone. */
export type Item = Row & { readonly entry: Entry | null; readonly problem: string | null };

/** What is stale after any act on a secret. */
export const stale = ['secrets', 'events', 'evidence', 'home'] as const;

const rowsQuery = queryOptions({ queryKey: ['secrets', 'rows'], queryFn: loadRows, staleTime: 15_000 });

export const useRows = () => useQuery(rowsQuery);

/** The own catalogue, still sealed. It is taken once, so that nobody opens an old one. */
const catalogueQuery = queryOptions({
  queryKey: ['catalogue'],
  queryFn: async () => (await read(api.GET('/api/secrets/catalogue'))).sealed,
  staleTime: 60_000,
});

async function takeCatalogue(client: QueryClient): Promise<string | null> {
  const sealed = await client.fetchQuery(catalogueQuery);
  client.removeQueries(catalogueQuery);
  return sealed;
}

/** Fetches what needs no key while the passphrase is still being typed. */
export function useRegisterComing(): void {
  const client = useQueryClient();
  useEffect(() => {
    void client.prefetchQuery(rowsQuery);
    if (!readVault().ready) void client.prefetchQuery(catalogueQuery);
  }, [client]);
}

export const useLevelWords = () => {
  const words = useQuery({
    queryKey: ['secrets', 'levels'],
    queryFn: () => read(api.GET('/api/secrets/levels')),
    staleTime: 300_000,
  });
  return words.data ?? usualWords;
};

const loadSecret = (id: string) => read(api.GET('/api/secrets/{id}', { params: { path: { id } } }));

export type Detail = Awaited<ReturnType<typeof loadSecret>>;

export const useSecret = (id: string) => useQuery({ queryKey: ['secrets', 'one', id], queryFn: () => loadSecret(id) });

/** The register as this key opens it; it fills while entries are opened. */
export function useRegister({ identity, roll }: Unlocked) {
  const client = useQueryClient();
  const rows = useRows();
  const vault = useSyncExternalStore(watchVault, readVault);
  const [error, setError] = useState<unknown>(null);
  const data = rows.data;
  useEffect(() => {
    if (!data) return;
    setError(null);
    syncVault(data, { identity, roll, takeCatalogue: () => takeCatalogue(client) }).catch(setError);
  }, [data, identity, roll, client]);
  const own = vault.owner === identity.recipient;
  const items = useMemo(
    () =>
      data && own && vault.ready ? data.map((row): Item => itemOf(row, vault.entries, vault.problems)) : undefined,
    [data, own, vault.ready, vault.entries, vault.problems],
  );
  const retry = () => void rows.refetch();
  return { items, opening: own ? vault.opening : null, error: rows.error ?? error, retry, loading: rows.isFetching };
}

function itemOf(row: Row, entries: ReadonlyMap<string, Entry>, problems: ReadonlyMap<string, string>): Item {
  const problem = problems.get(row.id);
  const stands = problem?.startsWith(`${row.latest}:`) ? problem.slice(problem.indexOf(':') + 1) : null;
  // Where the newest version does not open, nothing older is shown as if it were the newest.
  const entry = row.mine && stands === null ? (entries.get(row.id) ?? null) : null;
  return { ...row, entry, problem: stands };
}
