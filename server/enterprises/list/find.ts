import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { industryPrefixes } from '#domain/enterprises/rules.ts';
import { Industry, Size, TagKey } from '#domain/enterprises/schema.ts';
import { DivisionCode } from '#domain/organisations/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Day, Id } from '#domain/schema.ts';
import { holding } from '#server/db/like.ts';
import type { Call, Reader } from '#server/db/open.ts';
import { belowOf, sections } from '#server/enterprises/load.ts';
import type { QueryContext } from '#server/kernel/verb.ts';

const sorts = ['division', 'name', 'grade', 'score', 'assessed', 'visited', 'staff'] as const;

/** What a list or an export of firms may be narrowed by. */
export const filterFields = {
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of a name, a credit code or a contact' })),
  division: Type.Optional(DivisionCode),
  industry: Type.Optional(Industry),
  scale: Type.Optional(Size),
  tag: Type.Optional(Type.Array(TagKey, { maxItems: 20, description: 'Firms with at least one of these tags' })),
  grade: Type.Optional(Type.Enum(['A', 'B', 'C', 'D'])),
  assessed: Type.Optional(Type.Enum(['yes', 'no', 'due'])),
  contact_point: Type.Optional(Type.Boolean()),
  state: Type.Optional(Type.Enum(['joined', 'open'], { description: 'open: has no account yet' })),
  station: Type.Optional(Id),
  served: Type.Optional(Type.Enum(['yes', 'no'], { description: 'Has a station' })),
  not_visited_since: Type.Optional(Day),
  sort: Type.Optional(Type.Enum(sorts.flatMap((key) => [key, `-${key}`]))),
};

const Filter = Type.Object(filterFields);
export type Filter = Static<typeof Filter>;

/**
 * The firms that a filter means, of those that the actor may see. The place comes first, as a range of paths: it is the
 * index, and row security the second barrier. Who oversees no place sees the own firm, or those that name the own office.
 */
export async function findEnterprises(ctx: Pick<QueryContext, 'db' | 'actor' | 'today'>, filter: Filter) {
  const { db, today } = ctx;
  const scope = await scopeOf(ctx, filter.division);
  let found = db.selectFrom('enterprises as e').where('e.org_state', '=', 'active');
  if (scope.kind === 'place')
    found = found.where(sql<boolean>`(e.path ~>=~ ${scope.path} and e.path ~<~ ${`${scope.path}~`})`);
  else {
    const own = scope.organisation;
    found = found.where((row) =>
      row.or([row('e.org_id', '=', own), row('e.station_org', '=', own), row('e.liaison_org', '=', own)]),
    );
    if (scope.path !== null) found = found.where(sql<boolean>`starts_with(e.path, ${scope.path})`);
  }
  const { q, industry, scale, tag, grade, assessed, contact_point, state, station, served, not_visited_since } = filter;
  if (q?.trim()) {
    const part = holding(q);
    found = found.where((row) =>
      row.or([row('e.name', 'ilike', part), row('e.credit_code', 'ilike', part), row('e.contact_name', 'ilike', part)]),
    );
  }
  if (industry) {
    const prefixes = industryPrefixes(industry, sections);
    if (!prefixes) throw new Refused('unknown_industry', { field: 'industry', code: industry });
    found = found.where(sql<boolean>`e.industry ~ ${`^(${prefixes.join('|')})`}`);
  }
  if (scale) found = found.where('e.size', '=', scale);
  if (tag?.length) found = found.where(sql<boolean>`e.tags && ${tag}::text[]`);
  if (grade) found = found.where('e.grade', '=', grade);
  if (assessed === 'yes') found = found.where('e.assessed_on', 'is not', null);
  if (assessed === 'no') found = found.where('e.assessed_on', 'is', null);
  if (assessed === 'due') found = found.where('e.retest_on', '<', today);
  if (contact_point !== undefined) found = found.where('e.contact_point', '=', contact_point);
  if (state) found = found.where('e.state', state === 'joined' ? '=' : '!=', 'joined');
  if (station) found = found.where('e.station_org', '=', station);
  if (served) found = found.where('e.station_org', served === 'yes' ? 'is not' : 'is', null);
  if (not_visited_since)
    found = found.where((row) =>
      row.or([row('e.visited_on', 'is', null), row('e.visited_on', '<', not_visited_since)]),
    );
  return found;
}

type Found = Awaited<ReturnType<typeof findEnterprises>>;

/** A page of what was found, with the names that a list shows. Joined after paging, so that only shown rows are looked up. */
export async function readPage(db: Reader, found: Found, window: Window) {
  return pageOf(db, found, window).select(['e.address', 'e.staff', 'e.contact_email']).execute();
}

type Window = { readonly sort: Filter['sort']; readonly limit: number; readonly offset: number };

const pageOf = (db: Reader, found: Found, { sort, limit, offset }: Window) =>
  inOrder(
    db
      .selectFrom('enterprises as e')
      .innerJoin('divisions as d', 'd.code', 'e.division_code')
      .leftJoin('organisations as s', 's.id', 'e.station_org')
      .where('e.org_id', 'in', inOrder(found.select('e.org_id').limit(limit).offset(offset), sort))
      .select(shownColumns),
    sort,
  );

/** A page and the total in one round trip; behind the last page nothing but the total is asked. */
export async function readPageWithTotal(db: Reader, found: Found, window: Window) {
  const count = found.select((row) => row.fn.countAll<number>().as('total'));
  const rows = await pageOf(db, found, window).select(count.as('total')).execute();
  const total = rows[0]?.total ?? (window.offset === 0 ? 0 : (await count.executeTakeFirstOrThrow()).total);
  return { total, rows: rows.map(({ total: _, ...row }) => row) };
}

/** All firms of a city or a county in the usual order, by a function whose plan is kept; not what is narrowed or ordered. */
export function wholePlace({ division, ...filter }: Filter, { sort, limit, offset }: Window): Call | undefined {
  if (sort !== undefined || Object.values(filter).some((value) => value !== undefined)) return undefined;
  return { name: 'humi_firms_of', values: [division ?? null, limit, offset] };
}

export const shownColumns = [
  'e.org_id as id',
  'e.name',
  'e.credit_code',
  'e.division_code',
  'd.name as division_name',
  'e.industry',
  'e.size',
  'e.tags',
  'e.contact_name',
  'e.contact_phone',
  'e.contact_point',
  's.name as station_name',
  'e.state',
  'e.grade',
  'e.score',
  'e.assessed_on',
  'e.visited_on',
] as const;

const columns: Readonly<Record<string, string>> = {
  name: 'e.name',
  grade: 'e.grade',
  score: 'e.score',
  assessed: 'e.assessed_on',
  visited: 'e.visited_on',
  staff: 'e.staff',
};

/** By place and name unless asked otherwise: that is the order of the index. What has no value comes last. */
function inOrder<Q extends { orderBy(by: ReturnType<typeof sql>): Q }>(rows: Q, sort: Filter['sort'] = 'division'): Q {
  const down = sort.startsWith('-');
  const column = columns[sort.replace(/^-/, '')];
  const last = sql`e.org_id`;
  if (column === undefined)
    return down
      ? rows.orderBy(sql`e.path using ~>~`).orderBy(sql`e.name desc`).orderBy(last)
      : rows.orderBy(sql`e.path using ~<~`).orderBy(sql`e.name`).orderBy(last);
  return rows.orderBy(sql`${sql.raw(column)} ${sql.raw(down ? 'desc' : 'asc')} nulls last`).orderBy(last);
}

type Scope =
  | { readonly kind: 'place'; readonly path: string }
  | { readonly kind: 'own'; readonly organisation: string; readonly path: string | null };

async function scopeOf(
  { db, actor }: Pick<QueryContext, 'db' | 'actor'>,
  division: string | undefined,
): Promise<Scope> {
  if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
  const below = belowOf(actor);
  const wanted = division === undefined ? null : await pathOf(db, division);
  if (below === '!') return { kind: 'own', organisation: actor.organisation, path: wanted };
  // A wider place than the own one means the own one.
  return { kind: 'place', path: wanted !== null && !below.startsWith(wanted) ? wanted : below };
}

async function pathOf(db: Reader, code: string): Promise<string> {
  const found = await db.selectFrom('divisions').select('path').where('code', '=', code).executeTakeFirst();
  if (!found) throw new Refused('unknown_division', { field: 'division', place: code });
  return found.path;
}
