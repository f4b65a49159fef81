import { sql } from 'kysely';
import type { ItemSums, MonthSums, Sums } from '#domain/coverage/rules.ts';
import { Refused } from '#domain/refused.ts';
import type { Reader } from '#server/db/open.ts';
import { readRows } from '#server/db/rows.ts';
import { belowOf } from '#server/enterprises/load.ts';
import type { Actor } from '#server/kernel/actor.ts';

/**
 * Whose firms are counted: a division and all below it, from the sums that are kept, or the firms that the actor's
 * organisation serves, which are few and counted as they are.
 */
export type Scope = { readonly kind: 'place'; readonly code: string; readonly path: string } | Served;

type Served = { readonly kind: 'served'; readonly organisation: string };

type Who = { readonly db: Reader; readonly actor: Actor };

/** The scope that the actor asks for: place_not_overseen for a division that is not theirs or below, no_post. */
export async function scopeOf({ db, actor }: Who, division: string | undefined): Promise<Scope> {
  if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
  const oversees = belowOf(actor) !== '!';
  if (!oversees && division === undefined) return { kind: 'served', organisation: actor.organisation };
  // The own place is known; any other is looked up.
  if (oversees && actor.division !== null && (division === undefined || division === actor.division))
    return { kind: 'place', code: actor.division, path: actor.path };
  const code = division ?? '';
  const found = await db.selectFrom('divisions').select('path').where('code', '=', code).executeTakeFirst();
  if (!found || !oversees || !found.path.startsWith(actor.path))
    throw new Refused('place_not_overseen', { field: 'division' });
  return { kind: 'place', code, ...found };
}

/** Sums over a section, over a size, or over all, where both are null; '' is what is not known. */
export type GroupRow = Sums & { readonly industry_section: string | null; readonly size: string | null };

export type PartRow = Sums & { readonly code: string; readonly name: string };

/** What is counted of a scope: what humi_coverage_page answers of a place (server/db/migrations/*-region-pages.sql). */
export type ScopePage = {
  /** Of the place; null for a set of served firms. */
  readonly code: string | null;
  readonly name: string | null;
  /** The divisions above that the actor oversees, from the top. */
  readonly above: { readonly code: string; readonly name: string }[];
  readonly groups: readonly GroupRow[];
  /** The divisions next below; a set of served firms has none. */
  readonly parts: readonly PartRow[];
  /** Assessments by month; what was before `since` in the row without a month. */
  readonly months: readonly MonthSums[];
};

/** Of who oversees no place: groups and months, since the first day of a month, of the firms that are served; place_not_overseen. */
export async function readServed(who: Who, division: string | undefined, since: string): Promise<ScopePage> {
  const { db } = who;
  const scope = await scopeOf(who, division);
  // The database has no sums of this place for the actor.
  if (scope.kind === 'place') throw new Refused('place_not_overseen', { field: 'division' });
  const groups = await readRows(
    db,
    sql<GroupRow>`select e.industry_section, e.size, count(*)::integer as firms,
      count(grade)::integer as assessed, count(*) filter (where contact_point)::integer as contact_points,
      count(grade) filter (where contact_point)::integer as contact_assessed, count(*) filter (where grade = 'A')::integer as a,
      count(*) filter (where grade = 'B')::integer as b, count(*) filter (where grade = 'C')::integer as c,
      count(*) filter (where grade = 'D')::integer as d, coalesce(sum(score), 0) as score_sum
      from (select e.contact_point, e.grade, e.score, humi_industry_section(e.industry) as industry_section, coalesce(e.size, '') as size
              from enterprises e where ${servedBy(scope)}) e group by grouping sets ((), (e.industry_section), (e.size))`,
  );
  const months = await readRows(
    db,
    sql<MonthSums>`select case when month < ${since}::date then null else month::date::text end as month, count(*)::integer as finished,
      count(*) filter (where turn = 1)::integer as first_time, sum(score) as score_sum
      from (select a.score, date_trunc('month', a.finished_on) as month,
              row_number() over (partition by a.enterprise_id order by a.finished_at, a.id) as turn
              from assessments a join enterprises e on e.org_id = a.enterprise_id where a.state = 'finished' and ${servedBy(scope)}) s
     group by 1`,
  );
  return { code: null, name: null, above: [], groups, parts: [], months };
}

export type Cut = { readonly section?: string | undefined; readonly size?: string | undefined };

export type FormOf = { readonly id: string; readonly key: string; readonly title: string; readonly edited: number };

/** Forms that firms were or are asked by, in their newest version; one of them; how it was answered, item by item. */
export type MissedPage = {
  readonly forms: readonly FormOf[];
  readonly chosen: FormOf | null;
  readonly items: readonly ItemSums[];
};

/** How the latest assessments by one form answered its items, of all firms of the scope or of a section or size. */
export async function readMissed(
  db: Reader,
  scope: Scope,
  { form, ...cut }: Cut & { form: string },
): Promise<MissedPage> {
  const [row] = await readRows(
    db,
    sql<MissedPage>`
      with newest as materialized (
        select distinct on (key) id, key, title, edited from forms where state in ('published', 'withdrawn') order by key, version desc),
      chosen as materialized (select * from newest order by key = ${form} desc, key limit 1)
      select (select coalesce(jsonb_agg(to_jsonb(n) order by n.key), '[]') from newest n) as forms,
        (select to_jsonb(c) from chosen c) as chosen,
        (select coalesce(jsonb_agg(to_jsonb(i)), '[]') from chosen c cross join lateral (${itemsOf(scope, cut)}) i) as items`,
  );
  return row ?? { forms: [], chosen: null, items: [] };
}

const itemsOf = (scope: Scope, { section, size }: Cut) =>
  scope.kind === 'place'
    ? sql`select * from humi_place_items(${scope.code}, c.key, ${kept(section)}, ${kept(size)})`
    : sql`select i.item, sum(i.no)::integer as no, sum(i.partly)::integer as partly, count(*)::integer as answered
          from enterprises e join assessments a on a.id = e.assessment_id join forms f on f.id = a.form_id
          cross join lateral humi_item_counts(a.answers) i
          where ${servedBy(scope)} and f.key = c.key
            and (${kept(section)}::text is null or humi_industry_section(e.industry) = ${kept(section)})
            and (${kept(size)}::text is null or coalesce(e.size, '') = ${kept(size)})
          group by 1`;

/** `none` is kept as the empty text; no cut at all is null. */
const kept = (value: string | undefined): string | null => (value === undefined ? null : value === 'none' ? '' : value);

const servedBy = ({ organisation }: Served) =>
  sql`humi_is_listed(e) and (e.station_org = ${organisation} or e.liaison_org = ${organisation})`;
