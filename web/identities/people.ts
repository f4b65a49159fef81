import { api, read } from '../api.ts';

type Asked = { page: number; size: number; search?: string; state?: 'none' | 'asked' | 'active' };

export const readPeople = (query: Asked) => read(api.GET('/api/identities', { params: { query } }));

export type PersonRow = Awaited<ReturnType<typeof readPeople>>['rows'][number];

/** All people of the firm, page by page. */
export async function readEverybody(): Promise<PersonRow[]> {
  const rows: PersonRow[] = [];
  for (let page = 1; ; page += 1) {
    const { total, rows: more } = await readPeople({ page, size: 200 });
    rows.push(...more);
    if (rows.length >= total || more.length === 0) return rows;
  }
}
