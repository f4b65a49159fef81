import { api, read } from '../api.ts';

/** The overview of a division (the reader's own without one), with one page of its ranked programmes. */
export const loadOverview = (division: string | undefined, page: number, size: number) =>
  read(api.GET('/api/programmes/overview', { params: { query: { page, size, ...(division ? { division } : {}) } } }));

export type Overview = Awaited<ReturnType<typeof loadOverview>>;
