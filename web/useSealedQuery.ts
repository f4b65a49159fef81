import { useMemo, useSyncExternalStore } from 'react';
import { onLocked } from './keyring.ts';
import { type ListQuery, useListQuery } from './ui/useListQuery.ts';

/** What is asked of opened contents: words of a secret, which an address would carry to the server on reload. */
type Asked = { readonly q: string; readonly filters: Readonly<Record<string, readonly string[]>> };

const nothing: Asked = { q: '', filters: {} };
let lists: Readonly<Record<string, Asked>> = {};
const watchers = new Set<() => void>();

function change(next: Readonly<Record<string, Asked>>): void {
  lists = next;
  for (const watch of watchers) watch();
}

onLocked(() => change({}));

const subscribe = (watch: () => void): (() => void) => {
  watchers.add(watch);
  return () => void watchers.delete(watch);
};

type Keys = {
  /** Filters by what is in clear, or by one of a fixed list: they stand in the address as everywhere. */
  readonly clear: readonly string[];
  /** Filters by words that are sealed. */
  readonly sealed?: readonly string[];
};

/**
 * The query of a list of opened contents: search and sealed filters stay in memory until the keys lock, and never stand
 * in the address, its history or a request. A link may still name a number there (`?q=12`). The query stays the same
 * object until something else is asked; `sealed` is to be one too.
 */
export function useSealedQuery(list: string, { clear, sealed }: Keys): ListQuery {
  const open = useListQuery(clear);
  const asked = useSyncExternalStore(subscribe, () => lists[list] ?? nothing);
  return useMemo(() => queryOf(open, { list, asked, sealed: sealed ?? [] }), [open, list, asked, sealed]);
}

type Sealed = { readonly list: string; readonly asked: Asked; readonly sealed: readonly string[] };

function queryOf(open: ListQuery, { list, asked, sealed }: Sealed): ListQuery {
  const chosen = Object.entries(asked.filters).filter(([, values]) => values.length > 0);
  return {
    ...open,
    q: asked.q || open.q,
    filters: { ...open.filters, ...Object.fromEntries(chosen) },
    narrowed: open.narrowed || asked.q !== '' || chosen.length > 0,
    one: (key) => (sealed.includes(key) ? asked.filters[key]?.[0] : open.one(key)),
    clear: () => {
      change({ ...lists, [list]: nothing });
      open.clear();
    },
    set: ({ q, filters = {}, ...others }) => {
      const within = Object.entries(filters).filter(([key]) => sealed.includes(key));
      const outside = Object.entries(filters).filter(([key]) => !sealed.includes(key));
      if (q !== undefined || within.length > 0)
        change({
          ...lists,
          [list]: { q: q?.trim() ?? asked.q, filters: { ...asked.filters, ...Object.fromEntries(within) } },
        });
      open.set({ ...others, ...(q === undefined ? {} : { q: '' }), filters: Object.fromEntries(outside) });
    },
  };
}
