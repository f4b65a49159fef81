import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { LateUnit, ProgrammeCounts } from '#domain/home/schema.ts';
import type { Reader } from '#server/db/open.ts';
import { readRows } from '#server/db/rows.ts';
import { readTargetsOf } from '#server/targets/queries.ts';

/** How many of each kind one phone screen and a little scrolling hold; totals tell the rest. */
const most = { programmes: 12, targets: 60, units: 12 };

/** My organisation's programmes: those it leads or takes part in, not all that it oversees. */
const mine = sql`any (coalesce((select nullif(current_setting('humi.programmes', true), '')::uuid[]), '{}'::uuid[]))`;

export async function readLeader(db: Reader, today: string) {
  const programmes = await readRows(
    db,
    sql<Static<typeof ProgrammeCounts> & { total: number }>`
    select r.programme_id as id, r.title, r.tasks, r.confirmed, r.late, r.due_soon, r.targets, r.targets_met, r.from_on, r.to_on,
           (select h.title from phases h where h.programme_id = r.programme_id and h.from_on <= ${today} and h.to_on >= ${today}
             order by h.position desc limit 1) as phase,
           count(*) over () as total
      from programme_rollups r where r.programme_id = ${mine} and r.state = 'running'
     order by r.late desc, r.programme_id limit ${most.programmes}`,
  );
  const late = await readRows(
    db,
    sql<Omit<Static<typeof LateUnit>, 'days'> & { total: number }>`
    select a.programme_id, a.org_id as organisation, coalesce(o.name, min(a.unit_name)) as organisation_name,
           count(*)::integer as late, min(a.due_on) as oldest_on, (sum(count(*)) over ())::integer as total
      from parts a join programmes p on p.id = a.programme_id left join organisations o on o.id = a.org_id
     where a.programme_id = ${mine} and p.state = 'running' and a.state = 'assigned' and a.due_on < ${today}
     group by a.programme_id, a.org_id, o.name, case when a.org_id is null then a.unit_name end
     order by late desc, oldest_on, organisation_name limit ${most.units}`,
  );
  const unresolved = await readRows(
    db,
    sql<{ programme: string; parts: number }>`
    select a.programme_id as programme, count(*)::integer as parts from parts a join programmes p on p.id = a.programme_id
     where a.programme_id = ${mine} and p.state = 'running' and a.org_id is null and a.state = 'assigned' group by 1 order by 2 desc, 1`,
  );
  const waiting = await readRows(
    db,
    sql<{ programme: string; extensions: number }>`
    select x.programme_id as programme, count(*)::integer as extensions from extensions x
     where x.programme_id = ${mine} and x.state = 'asked' group by 1 order by 2 desc, 1`,
  );
  const targets = await readTargetsOf(db, today, most.targets);
  return {
    programmes: programmes.map(({ total: _total, ...row }) => row),
    programmes_total: programmes[0]?.total ?? 0,
    late: late.map(({ total: _total, ...row }) => row),
    late_total: late[0]?.total ?? 0,
    unresolved: unresolved,
    waiting: waiting,
    targets: targets.rows,
    targets_total: targets.total,
  };
}
