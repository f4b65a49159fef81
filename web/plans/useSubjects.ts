import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';

/** Names of what targets count, from the catalogue of metrics; the key itself until the catalogue is there. */
export function useSubjects(): (key: string) => string {
  const language = useLanguage();
  const catalogue = useQuery({
    queryKey: ['statistics'],
    queryFn: () => read(api.GET('/api/statistics')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const names = new Map(catalogue.data?.rows.map((metric) => [metric.key, metric[language]]));
  return (key) => names.get(key) ?? key;
}
