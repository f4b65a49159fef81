import { api, read } from '../api.ts';

export type Witnesses = Awaited<ReturnType<typeof readWitnesses>>;
export type Witness = Witnesses['rows'][number];

export const readWitnesses = (page: number, size: number) =>
  read(api.GET('/api/witnesses', { params: { query: { page, size } } }));
