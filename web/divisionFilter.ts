import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, read } from './api.ts';
import type { Filter } from './ui/ListTools.tsx';
import type { ListQuery } from './ui/useListQuery.ts';

/**
 * The region that a number of the overview opened a list for (`?division=` in the address): shown by name among the
 * filters, so that it can be seen and taken away. Nothing when the list is of no region.
 */
export function useDivisionFilter(query: ListQuery): Filter[] {
  const { t } = useTranslation();
  const code = query.one('division');
  const { data } = useQuery({
    queryKey: ['divisions', code],
    queryFn: () => read(api.GET('/api/divisions/{code}', { params: { path: { code: code ?? '' } } })),
    enabled: code !== undefined,
  });
  if (code === undefined) return [];
  return [{ key: 'division', label: t('overview.division'), options: [{ value: code, label: data?.name ?? code }] }];
}
