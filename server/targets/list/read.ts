import { type RawBuilder, sql } from 'kysely';
import { holding } from '#server/db/like.ts';
import type { Reader } from '#server/db/open.ts';
import { readRows } from '#server/db/rows.ts';

/** A target with its newest value, its override in force and the sums of its parts, as the database has them. */
export type Found = {
  id: string;
  programme: string;
  programme_title: string;
  programme_state: 'running' | 'closed';
  lead_office: string;
  lead_office_name: string | null;
  phase: string | null;
  subject: string | null;
  subject_text: string;
  comparison: 'at_least' | 'exactly' | 'at_most' | 'between';
  value: number;
  value_to: number | null;
  unit: string;
  from_on: string | null;
  by_on: string | null;
  text: string;
  parent: string | null;
  organisation: string | null;
  organisation_name: string | null;
  division_code: string | null;
  division_name: string | null;
  state: 'active' | 'cancelled';
  version: number;
  computed: number | null;
  numerator: number | null;
  denominator: number | null;
  counted_on: string | null;
  expected: number | null;
  override_value: number | null;
  override_reason: string | null;
  override_at: string | null;
  override_by: string | null;
  part_count: number;
  parts_aim: number | null;
  parts_current: number | null;
};

export type Filter = {
  id?: string | undefined;
  programme?: string | undefined;
  standing?: string | undefined;
  subject?: string | undefined;
  organisation?: string | undefined;
  division?: string | undefined;
  parent?: string | undefined;
  parts?: boolean | undefined;
  q?: string | undefined;
  /** Only of programmes that the reader's organisation leads or takes part in. */
  mine?: true;
};

export type Page = {
  filter: Filter;
  today: string;
  /** Over the columns of the rows, called `r`. `quick`: only programme, position, by_on and id. */
  order: RawBuilder<unknown>;
  quick?: boolean;
  size: number;
  offset: number;
};

/**
 * One page of targets and how many there are. Both count over the same rows. Without a standing to look for, and in an
 * order that the target itself tells, the page is cut before any value is fetched: as quick for a nation as for a county.
 */
export async function readTargets(
  db: Reader,
  { filter, today, order, quick, size, offset }: Page,
): Promise<{ total: number; found: Found[] }> {
  const plain = filter.standing === undefined;
  const all = plain
    ? bare(filter)
    : sql`select * from (${rowsOf(where(filter), today)}) r where r.standing = ${filter.standing}`;
  const counted = await readRows(db, sql<{ total: number }>`select count(*) as total from (${all}) r`);
  const cut = sql`order by ${order} limit ${size} offset ${offset}`;
  const page =
    plain && quick
      ? rowsOf(sql`g.id in (select r.id from (${all}) r ${cut})`, today)
      : sql`select r.* from (${plain ? rowsOf(where(filter), today) : all}) r ${cut}`;
  return { total: counted[0]?.total ?? 0, found: await readRows(db, whole(page, order, today)) };
}

/** Names beside the ids, and the sums of the parts handed down. */
const whole = (page: RawBuilder<unknown>, order: RawBuilder<unknown>, today: string) => sql<Found>`
  select r.*, s.title as programme_title, s.state as programme_state, l.name as lead_office_name, o.name as organisation_name, d.name as division_name, e.name as override_by,
         coalesce(c.part_count, 0)::integer as part_count, c.aim as parts_aim, c.current as parts_current
    from (${page}) r
    join programmes s on s.id = r.programme
    left join organisations l on l.id = s.org_id
    left join organisations o on o.id = r.organisation
    left join divisions d on d.code = r.division_code
    left join people e on e.id = r.override_person
    left join lateral (
      select count(*) as part_count, sum(g.value) as aim, sum(coalesce(x.value, v.computed)) as current
        from targets g left join lateral (${newestValue(today, sql.ref('g.id'))}) v on true
          left join lateral (${overrideInForce(sql.ref('g.id'))}) x on true
       where g.parent_id = r.id and g.state = 'active') c on true
   order by ${order}`;

const bare = (filter: Filter) => sql`
  select g.id, g.programme_id as programme, g.position, g.by_on
    from targets g join programmes p on p.id = g.programme_id where ${where(filter)}`;

const newestValue = (today: string, id: RawBuilder<unknown>) =>
  sql`select w.* from target_values w where w.target_id = ${id} and w.day <= ${today} order by w.day desc limit 1`;

const overrideInForce = (id: RawBuilder<unknown>) =>
  sql`select y.* from target_overrides y where y.target_id = ${id} and y.withdrawn_at is null order by y.at desc, y.id desc limit 1`;

const rowsOf = (chosen: RawBuilder<unknown>, today: string) => sql`
  select g.id, g.programme_id as programme, p.org_id as lead_office, g.phase_id as phase, g.subject, g.subject_text,
         g.comparison, g.value, g.value_to, g.unit, p.from_on, g.by_on, g.text, g.parent_id as parent, g.position,
         g.org_id as organisation, g.division_code, g.state, g.version, v.computed, v.numerator, v.denominator,
         v.day as counted_on, v.expected, x.value as override_value, x.reason as override_reason, x.at as override_at,
         x.person_id as override_person, coalesce(x.value, v.computed) as current,
         humi_standing(g.comparison, g.value, g.value_to, coalesce(x.value, v.computed), v.numerator is not null,
           p.from_on, g.by_on, v.expected, ${today}::date) as standing
    from targets g join programmes p on p.id = g.programme_id
    left join lateral (${newestValue(today, sql.ref('g.id'))}) v on true
    left join lateral (${overrideInForce(sql.ref('g.id'))}) x on true
   where ${chosen}`;

const where = (filter: Filter) => sql`${sql.join(conditions(filter), sql` and `)}`;

function conditions(filter: Filter): RawBuilder<unknown>[] {
  const { id, programme, subject, organisation, division, parent, parts, q, mine } = filter;
  if (id !== undefined) return [sql`g.id = ${id}`];
  const some = [sql`g.state = 'active'`];
  if (programme !== undefined) some.push(sql`g.programme_id = ${programme}`);
  else some.push(sql`p.state = 'running'`);
  if (mine)
    some.push(
      sql`g.programme_id = any (coalesce((select nullif(current_setting('humi.programmes', true), '')::uuid[]), '{}'::uuid[]))`,
    );
  if (subject !== undefined) some.push(sql`g.subject = ${subject}`);
  if (organisation !== undefined) some.push(sql`(g.org_id = ${organisation} or p.org_id = ${organisation})`);
  if (division !== undefined)
    some.push(sql`starts_with(p.path, (select path from divisions where code = ${division}))`);
  if (parent !== undefined) some.push(sql`g.parent_id = ${parent}`);
  else if (!parts) some.push(sql`g.parent_id is null`);
  if (q) some.push(sql`(g.subject_text like ${holding(q)} or g.text like ${holding(q)})`);
  return some;
}
