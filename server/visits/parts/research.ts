import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { addDays } from '#domain/clock.ts';
import { Refused } from '#domain/refused.ts';
import { Day } from '#domain/schema.ts';
import type { Research, VisitKind } from '#domain/visits/schema.ts';
import type { Reader } from '#server/db/open.ts';
import { readRows } from '#server/db/rows.ts';

export const researchFilters = {
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  division: Type.Optional(Type.String({ maxLength: 20 })),
};

const Filter = Type.Object(researchFilters);
type Period = { readonly from: string; readonly to: string; readonly division?: string };

/** The last half year unless said otherwise: visit_period when it ends before it begins. */
export function periodOf({ from, to, division }: Static<typeof Filter>, today: string): Period {
  const end = to ?? today;
  const begin = from ?? addDays(end, -182);
  if (begin > end) throw new Refused('visit_period', { field: 'from', day: end });
  return { from: begin, to: end, ...(division === undefined ? {} : { division }) };
}

type Found = Static<typeof Research>;
type Counted = Found['topics'][number];

/** Counts over the visits that the reader sees (row security), of a period and place. */
export async function readResearch(db: Reader, { from, to, division }: Period, today: string): Promise<Found> {
  const place = sql`(select coalesce(max(path), '') from divisions where code = ${division ?? ''})`;
  const within = division === undefined ? sql`true` : sql`starts_with(v.path, ${place})`;
  const visits = sql`select v.* from visits v where v.state = 'recorded' and v.visited_on between ${from} and ${to} and ${within}`;
  const findings = sql`select f.*, v.industry from visit_findings f join v on v.id = f.visit_id where f.state <> 'discarded'`;
  const [sum] = await readRows(
    db,
    sql<Pick<Found, 'visits' | 'firms' | 'firms_total' | 'findings' | 'followed' | 'late'>>`
    with v as (${visits}), f as (${findings})
    select (select count(*) from v)::integer as visits, (select count(distinct enterprise_id) from v)::integer as firms,
           (select count(*) from enterprises e where e.org_state = 'active'
             and ${division === undefined ? sql`true` : sql`starts_with(e.path, ${place})`})::integer as firms_total,
           (select count(*) from f)::integer as findings, (select count(*) from f where state = 'done')::integer as followed,
           (select count(*) from f where state in ('open', 'reported') and due_on < ${today})::integer as late`,
  );
  const kinds = await readRows(
    db,
    sql<{ key: Static<typeof VisitKind>; visits: number }>`
    with v as (${visits}) select kind as key, count(*)::integer as visits from v group by 1 order by 2 desc, 1`,
  );
  const counted = (key: ReturnType<typeof sql>) =>
    readRows(
      db,
      sql<Counted>`
      with v as (${visits}), f as (${findings})
      select ${key} as key, count(distinct enterprise_id)::integer as firms, count(*)::integer as findings,
             (count(*) filter (where severity = 'high'))::integer as high, (count(*) filter (where state = 'done'))::integer as followed
        from f group by 1 order by 3 desc, 1`,
    );
  return {
    ...{ from, to, kinds },
    ...(sum ?? { visits: 0, firms: 0, firms_total: 0, findings: 0, followed: 0, late: 0 }),
    topics: await counted(sql`coalesce(f.topic, '')`),
    industries: await counted(sql`coalesce(f.industry, '')`),
  };
}
