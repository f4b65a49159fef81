import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { FirmRow } from '#domain/visits/schema.ts';
import { holding } from '#server/db/like.ts';
import type { Reader } from '#server/db/open.ts';
import { readRows } from '#server/db/rows.ts';

type Wanted = {
  readonly q?: string | undefined;
  readonly enterprise?: string | undefined;
  readonly served?: boolean | undefined;
  readonly need?: 'weak' | 'unvisited' | 'open' | undefined;
  /** Who was visited before this day was not visited for long. */
  readonly before: string;
  readonly organisation: string;
  readonly limit: number;
  readonly offset: number;
};

/** Never the own firm, never one that is closed. At most ten open findings a firm: they are ticked off on the spot. */
export async function firmsOf(
  db: Reader,
  { q, enterprise, served, need, before, organisation, limit, offset }: Wanted,
) {
  const serves = sql`(e.station_org = ${organisation} or e.liaison_org = ${organisation})`;
  const where = sql`e.org_state = 'active' and e.org_id <> ${organisation}
    ${q?.trim() ? sql`and (e.name ilike ${holding(q)} or e.credit_code = ${q.trim()})` : sql``}
    ${need === 'weak' ? sql`and e.grade in ('C', 'D') and (e.visited_on is null or e.visited_on < e.assessed_on)` : sql``}
    ${need === 'unvisited' ? sql`and (e.visited_on is null or e.visited_on < ${before})` : sql``}
    ${need === 'open' ? sql`and exists (select 1 from visit_findings f where f.enterprise_id = e.org_id and f.state in ('open', 'reported'))` : sql``}
    ${enterprise === undefined ? sql`` : sql`and e.org_id = ${enterprise}`}
    ${served === undefined ? sql`` : served ? sql`and coalesce(${serves}, false)` : sql`and not coalesce(${serves}, false)`}`;
  const [counted] = await readRows(
    db,
    sql<{ total: number }>`select count(*)::integer as total from enterprises e where ${where}`,
  );
  const rows = await readRows(
    db,
    sql<Static<typeof FirmRow>>`
    select e.org_id as id, e.name, d.name as division_name, coalesce(${serves}, false) as served, e.address, e.contact_name,
           e.contact_phone, e.visited_on, e.grade,
           (select min(v.next_on) from visits v where v.enterprise_id = e.org_id and v.state = 'recorded' and v.org_id = ${organisation}
             and v.visited_on = e.visited_on) as next_on,
           coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'what', f.what, 'severity', f.severity, 'due_on', f.due_on)
               order by f.due_on nulls last) from (select * from visit_findings f where f.enterprise_id = e.org_id
                 and f.state in ('open', 'reported') order by f.due_on nulls last limit 10) f), '[]') as open
      from enterprises e join divisions d on d.code = e.division_code
     where ${where}
     order by coalesce(${serves}, false) desc, e.visited_on nulls first, e.name, e.org_id limit ${limit} offset ${offset}`,
  );
  return { total: counted?.total ?? 0, rows };
}
