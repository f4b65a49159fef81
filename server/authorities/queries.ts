import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { AuthorityRow, readFailure } from '#domain/authorities/schema.ts';
import { paging } from '#domain/schema.ts';
import { readRows } from '#server/db/rows.ts';
import { query } from '#server/kernel/verb.ts';

/** Time authorities, those in use first, with what each gave and what it still owes. */
export const listAuthorities = query({
  name: 'authority.list',
  input: Type.Object(paging),
  output: Type.Object({
    total: Type.Integer(),
    active: Type.Integer({ description: 'With none in use there is only our own clock' }),
    rows: Type.Array(AuthorityRow),
  }),
  async run({ db }, { page = 1, size = 50 }) {
    const [counts] = await readRows(
      db,
      sql<{ total: number; active: number }>`
        select count(*) as total, count(*) filter (where state = 'active') as active from authorities`,
    );
    const rows = await readRows(
      db,
      sql<Found>`
        select a.*, t.held, t.waiting, t.stamped_at, t.ends_at from authorities a
          cross join lateral (
            select count(*) filter (where state = 'held') as held, count(*) filter (where state = 'waiting') as waiting,
                   max(stamped_at) as stamped_at, max(expires_at) as ends_at
              from time_tokens where authority_id = a.id) t
         order by a.state, a.id limit ${size} offset ${(page - 1) * size}`,
    );
    return {
      total: counts?.total ?? 0,
      active: counts?.active ?? 0,
      rows: rows.map((row) => ({ ...row, failure: readFailure(row.failure) })),
    };
  },
});

type Found = Omit<Static<typeof AuthorityRow>, 'failure'> & { failure: string | null };
