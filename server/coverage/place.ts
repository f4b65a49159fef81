import { sql } from 'kysely';
import type { ItemSums, MonthSums, Sums } from '#domain/coverage/rules.ts';
import { Refused } from '#domain/refused.ts';
import type { Reader } from '#server/db/open.ts';
import { readRows } from '#server/db/rows.ts';
import type { Actor } from '#server/kernel/actor.ts';

/**
 * Whose firms are counted: a division and all below it, from the sums that are kept, or the firms that the actor's
 * organisation serves, which are few and counted as they are.
 */
export type Scope =
  | { readonly kind: 'place'; readonly code: string; readonly name: string; readonly path: string }
  | { readonly kind: 'served'; readonly organisation: string };

type Who = { readonly db: Reader; readonly actor: Actor };

const overseerRoles = ['programme_officer', 'leader', 'superior_officer'];

/** The scope that the actor asks for: place_not_overseen for a division that is not theirs or below, no_post. */
export async function scopeOf({ db, actor }: Who, division: string | undefined): Promise<Scope> {
  if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
  const oversees = actor.roles.some((role) => overseerRoles.includes(role));
  if (!oversees && division === undefined) return { kind: 'served', organisation: actor.organisation };
  const code = division ?? actor.division ?? '';
  const found = await db.selectFrom('divisions').select(['name', 'path']).where('code', '=', code).executeTakeFirst();
  if (!found || !oversees || !found.path.startsWith(actor.path))
    throw new Refused('place_not_overseen', { field: 'division' });
  return { kind: 'place', code, ...found };
}

export type SumRow = Sums & { readonly industry_section: string; readonly size: string };

/** Sums by section and size of the scope. */
export const readSums = (db: Reader, scope: Scope): Promise<SumRow[]> =>
  scope.kind === 'place'
    ? readRows(db, sql<SumRow>`select * from humi_place_sums(${scope.code})`)
    : readRows(
        db,
        sql<SumRow>`select humi_industry_section(industry) as industry_section, coalesce(size, '') as size, count(*)::integer as firms,
          count(grade)::integer as assessed, count(*) filter (where contact_point)::integer as contact_points,
          count(grade) filter (where contact_point)::integer as contact_assessed, count(*) filter (where grade = 'A')::integer as a,
          count(*) filter (where grade = 'B')::integer as b, count(*) filter (where grade = 'C')::integer as c,
          count(*) filter (where grade = 'D')::integer as d, coalesce(sum(score), 0) as score_sum
          from enterprises e where ${servedBy(scope)} group by 1, 2`,
      );

export type PartRow = Sums & { readonly code: string };

/** The divisions next below the scope with their totals; a set of served firms has none. */
export const readParts = async (db: Reader, scope: Scope): Promise<PartRow[]> =>
  scope.kind === 'place' ? readRows(db, sql<PartRow>`select * from humi_part_sums(${scope.code})`) : [];

/** Assessments by month since the first day of a month; what was before in the row without a month. */
export const readMonths = (db: Reader, scope: Scope, since: string): Promise<MonthSums[]> =>
  scope.kind === 'place'
    ? readRows(
        db,
        sql<MonthSums>`select month::text, finished, first_time, score_sum from humi_place_months(${scope.code}, ${since}::date)`,
      )
    : readRows(
        db,
        sql<MonthSums>`select case when month < ${since}::date then null else month::date::text end as month, count(*)::integer as finished,
          count(*) filter (where turn = 1)::integer as first_time, sum(score) as score_sum
          from (select a.score, date_trunc('month', a.finished_on) as month,
                  row_number() over (partition by a.enterprise_id order by a.finished_at, a.id) as turn
                  from assessments a join enterprises e on e.org_id = a.enterprise_id where a.state = 'finished' and ${servedBy(scope)}) s
         group by 1`,
      );

export type Cut = { readonly section?: string | undefined; readonly size?: string | undefined };

/** How the latest assessments by one form answered its items, of all firms of the scope or of a section or size. */
export const readItems = (db: Reader, scope: Scope, form: string, { section, size }: Cut): Promise<ItemSums[]> =>
  scope.kind === 'place'
    ? readRows(
        db,
        sql<ItemSums>`select * from humi_place_items(${scope.code}, ${form}, ${kept(section)}, ${kept(size)})`,
      )
    : readRows(
        db,
        sql<ItemSums>`select i.item, sum(i.no)::integer as no, sum(i.partly)::integer as partly, count(*)::integer as answered
          from enterprises e join assessments a on a.id = e.assessment_id join forms f on f.id = a.form_id
          cross join lateral humi_item_counts(a.answers) i
          where ${servedBy(scope)} and f.key = ${form}
            and (${kept(section)}::text is null or humi_industry_section(e.industry) = ${kept(section)})
            and (${kept(size)}::text is null or coalesce(e.size, '') = ${kept(size)})
          group by 1`,
      );

/** `none` is kept as the empty text; no cut at all is null. */
const kept = (value: string | undefined): string | null => (value === undefined ? null : value === 'none' ? '' : value);

const servedBy = ({ organisation }: { readonly organisation: string }) =>
  sql`humi_is_listed(e) and (e.station_org = ${organisation} or e.liaison_org = ${organisation})`;
