import { type RawBuilder, sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { DivisionTile, OverviewRow } from '#domain/programmes/overview.ts';
import { Refused } from '#domain/refused.ts';
import { orNull } from '#domain/schema.ts';
import { readRows } from '#server/db/rows.ts';
import { query } from '#server/kernel/verb.ts';

const Place = Type.Object({ code: Type.String(), name: Type.String(), kind: Type.String() });

/**
 * A superior's overview: the divisions one level below a place as tiles, and its programmes ranked by how late they
 * are. The place is the reader's own, or one below it; not_found for any other. Reads one row a tile and one page of an
 * index, in one round trip, so that it stays as quick with ten times the programmes.
 */
export const showOverview = query({
  name: 'programme.overview',
  input: Type.Object({
    division: Type.Optional(Type.String({ maxLength: 12 })),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 1 })),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  }),
  output: Type.Object({
    division: Place,
    above: orNull(Place),
    totals: DivisionTile,
    tiles: Type.Array(DivisionTile),
    programmes: Type.Object({ total: Type.Integer(), rows: Type.Array(OverviewRow) }),
  }),
  async run({ db, actor }, { division, page = 1, size = 20 }) {
    if (actor.kind !== 'person' || actor.division === null) throw new Refused('no_post');
    const wanted = { code: division ?? actor.division, top: actor.path };
    const [found] = await readRows(db, overviewOf(wanted, { size, offset: (page - 1) * size }));
    if (!found) throw new Refused('not_found', { noun: 'division' });
    const { place, above, sums, tiles, rows } = found;
    const totals = { division_code: place.code, name: place.name, kind: place.kind, ...sums };
    return { division: place, above, totals, tiles, programmes: { total: sums.programmes, rows } };
  },
});

type Place = Static<typeof Place>;
type Tile = Static<typeof DivisionTile>;
type Found = {
  place: Place;
  above: Place | null;
  sums: Omit<Tile, keyof Place | 'division_code'>;
  tiles: Tile[];
  rows: Static<typeof OverviewRow>[];
};

/** One row of finished JSON; none when the place is not the reader's own nor below it (`top` is the reader's path). */
const overviewOf = ({ code, top }: { code: string; top: string }, { size, offset }: { size: number; offset: number }) =>
  sql<Found>`
  select json_build_object('code', d.code, 'name', d.name, 'kind', d.kind) as place,
    (select json_build_object('code', u.code, 'name', u.name, 'kind', u.kind) from divisions u
      where u.code = d.parent_code and starts_with(u.path, ${top})) as above,
    case d.kind when 'nation' then (${nationSums}) else (${ownSums}) end as sums,
    (${tiles}) as tiles, (${ranked({ size, offset })}) as rows
  from divisions d where d.code = ${code} and starts_with(d.path, ${top})`;

const counted = ['tasks', 'confirmed', 'reported', 'late', 'due_soon', 'targets', 'targets_met'];
const pairs = (columns: readonly string[], value: (column: string) => RawBuilder<unknown>) =>
  sql.join(columns.map((column) => sql`${sql.lit(column)}, ${value(column)}`));

/** A division that has no row of counts yet has nothing in it. */
const counts = pairs(['programmes', ...counted], (column) => sql`coalesce(${sql.ref(`r.${column}`)}, 0)`);

const ownSums = sql`select json_build_object(${counts}) from (select 1) one left join division_rollups r on r.code = d.code`;

/** The root keeps no row (it would be everybody's lock): its sum is that of the provinces and its own programmes. */
const nationSums = sql`
  select json_build_object(${pairs(['programmes', ...counted], (column) => sql`coalesce(sum(${sql.ref(`s.${column}`)}), 0)`)}) from (
    select r.programmes, ${sql.join(counted.map((column) => sql.ref(`r.${column}`)))}
      from divisions b left join division_rollups r on r.code = b.code where b.parent_code = d.code
    union all
    select 1, ${sql.join(counted.map((column) => sql.ref(`r.${column}`)))}
      from programme_rollups r where r.province_code is null and r.state = 'running') s`;

/** Every division one level below, also those that have no programme yet. */
const tiles = sql`
  select coalesce(json_agg(json_build_object('division_code', b.code, 'name', b.name, 'kind', b.kind, ${counts}) order by b.code), '[]')
    from divisions b left join division_rollups r on r.code = b.code
   where b.parent_code = d.code and (b.valid_to is null or r.programmes > 0)`;

const ranked = (page: { size: number; offset: number }) => sql`
  select coalesce(json_agg(json_build_object('id', r.programme_id, 'title', r.title, 'division_code', r.division_code,
      'division_name', w.name, 'organisation', r.org_id, 'organisation_name', o.name, 'from_on', r.from_on, 'to_on', r.to_on,
      ${pairs(counted, (column) => sql.ref(`r.${column}`))}) order by r.late desc, r.programme_id), '[]')
    from (${sql.join(branches(page), sql` union all `)}) r
    join divisions w on w.code = r.division_code left join organisations o on o.id = r.org_id`;

/**
 * One page of the ranking by the level's own column, whose index holds the rank too (a range of paths would mislead
 * the planner). Of the four branches only the one of the place's kind is run.
 */
const branches = ({ size, offset }: { size: number; offset: number }): RawBuilder<unknown>[] =>
  [
    sql`d.kind = 'nation'`,
    sql`d.kind = 'province' and r.province_code = d.code`,
    sql`d.kind = 'city' and r.city_code = d.code`,
    sql`d.kind not in ('nation', 'province', 'city') and starts_with(r.path, d.path)`,
  ].map(
    (within) => sql`(select r.* from programme_rollups r where r.state = 'running' and ${within}
      order by r.late desc, r.programme_id limit ${size} offset ${offset})`,
  );
