import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { ReadinessRow, StandingDocument } from '#domain/leaks/schema.ts';
import { Id, paging } from '#domain/schema.ts';
import { readRows } from '#server/db/rows.ts';
import { query } from '#server/kernel/verb.ts';
import { firmOf } from '#server/secrets/load.ts';

/**
 * What is known in clear for the readiness meter: deposits of each secret and their time stamps, who is served and
 * bound by an agreement, what is logged; and the documents with the days on which they counted. The rest of readiness
 * is sealed and judged in the browser (C23).
 */
export const showReadiness = query({
  name: 'leak.readiness',
  input: Type.Object({ ...paging, secret: Type.Optional(Id) }),
  output: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(ReadinessRow),
    documents: Type.Array(StandingDocument),
  }),
  async run({ db, actor, today }, { page = 1, size = 200, secret }) {
    const { organisation } = firmOf({ actor });
    const listed = sql`from secrets s where s.org_id = ${organisation}::uuid and s.state not in ('destroyed', 'discarded')
      and (${secret ?? null}::uuid is null or s.id = ${secret ?? null}::uuid)`;
    const [counted] = await readRows(db, sql<{ total: number }>`select count(*)::int as total ${listed}`);
    const rows = await readRows(
      db,
      sql<Static<typeof ReadinessRow>>`
      with stamped as (select coalesce(max(checkpoint_size), 0) as size from time_tokens where state = 'held'),
      page as (select s.id, s.org_id ${listed} order by s.number limit ${size} offset ${(page - 1) * size})
      select p.id as secret, d.deposits, d.stamped, r.readers, r.bound,
             (select count(*) from readings g where g.secret_id = p.id)::int
               + (select count(*) from secret_steps t where t.secret_id = p.id and t.kind = 'use')::int as logged
        from page p,
        lateral (select count(*)::int as deposits, (count(*) filter (where e.entry_index < (select size from stamped)
            or exists (select 1 from time_tokens t where t.deposit_id = e.id and t.state = 'held')))::int as stamped
          from statements x join evidence_deposits e on e.id = x.deposit_id
          where x.noun = 'secret' and x.row_id = p.id) d,
        lateral (select count(*)::int as readers, (count(*) filter (where exists (select 1 from members m
            join agreements a on a.member_id = m.id where m.org_id = w.org_id and m.person_id = w.person_id
            and a.kind = 'confidentiality' and a.state = 'signed' and (a.to_on is null or a.to_on >= ${today}))))::int as bound
          from secret_readers w where w.secret_id = p.id and w.until is null) r`,
    );
    const documents = await db
      .selectFrom('documents as d')
      .leftJoin('documents as n', (join) => join.onRef('n.replaces', '=', 'd.id').on('n.adopted_on', 'is not', null))
      .select(['d.id', 'd.title', 'd.kind', 'd.adopted_on as from_on', 'n.adopted_on as to_on'])
      .where('d.org_id', '=', organisation)
      .where('d.state', 'in', ['in_force', 'replaced'])
      .where('d.adopted_on', 'is not', null)
      .orderBy('d.adopted_on')
      .execute();
    // Only those with a day of adoption were asked for.
    return { total: counted?.total ?? 0, rows, documents: documents as Static<typeof StandingDocument>[] };
  },
});
