import { useMemo } from 'react';
import { useSearchParams } from 'react-router';

export type ListQuery = {
  page: number;
  size: number;
  q: string;
  /** "due_on" ascending, "-due_on" descending, "" the list's own order. */
  sort: string;
  /** The chosen values by filter key. */
  filters: Readonly<Record<string, readonly string[]>>;
  /** Changes parts; anything but `page` goes back to the first page. */
  set: (change: {
    page?: number;
    size?: number;
    q?: string;
    sort?: string;
    filters?: Record<string, readonly string[]>;
  }) => void;
  clear: () => void;
  /** The one value of a filter, or undefined. */
  one: (key: string) => string | undefined;
  /** Is anything narrowed? */
  narrowed: boolean;
};

/**
 * What a list shows, kept in the address: a link, a reload and "back" show the same rows.
 * @param keys the filters of this list; other parameters of the address are left alone
 */
export function useListQuery(
  keys: readonly string[],
  { size = 50, sort = '' }: { size?: number; sort?: string } = {},
): ListQuery {
  const [params, setParams] = useSearchParams();
  const text = keys.join();
  return useMemo(() => {
    const names = text === '' ? [] : text.split(',');
    const filters = Object.fromEntries(
      names.map((key) => [key, params.getAll(key)]).filter(([, values]) => values?.length),
    );
    const q = params.get('q') ?? '';
    const change = (edit: (next: URLSearchParams) => void) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          edit(next);
          return next;
        },
        { replace: true, preventScrollReset: true },
      );
    return {
      page: Math.max(1, Number(params.get('page')) || 1),
      size: Number(params.get('size')) || size,
      q,
      sort: params.get('sort') ?? sort,
      filters,
      narrowed: q !== '' || Object.keys(filters).length > 0,
      one: (key) => params.get(key) ?? undefined,
      clear: () => change((next) => ['q', 'page', ...names].forEach((name) => void next.delete(name))),
      set: (wanted) =>
        change((next) => {
          put(next, 'page', wanted.page && wanted.page > 1 ? [String(wanted.page)] : []);
          if (wanted.size !== undefined) put(next, 'size', wanted.size === size ? [] : [String(wanted.size)]);
          if (wanted.q !== undefined) put(next, 'q', wanted.q.trim() ? [wanted.q.trim()] : []);
          if (wanted.sort !== undefined) put(next, 'sort', wanted.sort && wanted.sort !== sort ? [wanted.sort] : []);
          for (const [key, values] of Object.entries(wanted.filters ?? {})) put(next, key, values);
        }),
    };
  }, [params, setParams, text, size, sort]);
}

function put(params: URLSearchParams, name: string, values: readonly string[]): void {
  params.delete(name);
  for (const value of values) params.append(name, value);
}
