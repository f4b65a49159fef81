import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api.ts';

/** A new version against the programme that runs. */
export const useDifference = (plan: string) =>
  useQuery({
    queryKey: ['plan-difference', plan],
    queryFn: () => read(api.GET('/api/plans/{id}/difference', { params: { path: { id: plan } } })),
  });
