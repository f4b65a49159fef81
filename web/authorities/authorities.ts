import { api, read } from '../api.ts';

export type Authority = Awaited<ReturnType<typeof readAuthorities>>['rows'][number];

export const readAuthorities = (page: number, size: number) =>
  read(api.GET('/api/authorities', { params: { query: { page, size } } }));
