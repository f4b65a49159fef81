import { api, read } from '../api.ts';

export const loadProgramme = (id: string) => read(api.GET('/api/programmes/{id}', { params: { path: { id } } }));

export type Programme = Awaited<ReturnType<typeof loadProgramme>>;

export const programmeQuery = (id: string) => ({ queryKey: ['programmes', id], queryFn: () => loadProgramme(id) });

export const loadCouncil = (id: string) => read(api.GET('/api/councils/{id}', { params: { path: { id } } }));

export type Council = Awaited<ReturnType<typeof loadCouncil>>;
