import { sql } from 'kysely';
import Type from 'typebox';
import { DivisionTile, OverviewRow } from '#domain/programmes/overview.ts';
import { Refused } from '#domain/refused.ts';
import { orNull } from '#domain/schema.ts';
import type { Reader } from '#server/db/open.ts';
import { readRows } from '#server/db/rows.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { query } from '#server/kernel/verb.ts';

const Place = Type.Object({ code: Type.String(), name: Type.String(), kind: Type.String() });

/**
 * A superior's overview: the divisions one level below a place as tiles, and its programmes ranked by how late they
 * are. The place is the reader's own, or one below it. Reads one row a tile and one page of an index, so that it stays
 * as quick with ten times the programmes.
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
  async run({ db, actor, today }, { division, page = 1, size = 20 }) {
    const place = await placeOf(db, actor, division);
    const tiles = await tilesOf(db, place.code);
    const totals = await totalsOf(db, place);
    const rows = await rankedOf(db, place, today, { size, offset: (page - 1) * size });
    const { path, above, ...shown } = place;
    return { division: shown, above, totals, tiles, programmes: { total: totals.programmes, rows } };
  },
});

type Found = {
  code: string;
  name: string;
  kind: string;
  path: string;
  above: { code: string; name: string; kind: string } | null;
};

/** The reader's own division, or one below it; not_found for any other. */
async function placeOf(db: Reader, actor: Actor, wanted: string | undefined): Promise<Found> {
  if (actor.kind !== 'person' || actor.division === null) throw new Refused('no_post');
  const rows = await readRows(
    db,
    sql<Found>`
    select d.code, d.name, d.kind, d.path,
           (select jsonb_build_object('code', u.code, 'name', u.name, 'kind', u.kind) from divisions u
             where u.code = d.parent_code and starts_with(u.path, ${actor.path})) as above
      from divisions d where d.code = ${wanted ?? actor.division} and starts_with(d.path, ${actor.path})`,
  );
  const [place] = rows;
  if (!place) throw new Refused('not_found', { noun: 'division' });
  return place;
}

const counts = sql`coalesce(r.programmes, 0) as programmes, coalesce(r.tasks, 0) as tasks, coalesce(r.confirmed, 0) as confirmed,
  coalesce(r.reported, 0) as reported, coalesce(r.late, 0) as late, coalesce(r.due_soon, 0) as due_soon,
  coalesce(r.targets, 0) as targets, coalesce(r.targets_met, 0) as targets_met`;

type Tile = {
  division_code: string;
  name: string;
  kind: string;
  programmes: number;
  tasks: number;
  confirmed: number;
  reported: number;
  late: number;
  due_soon: number;
  targets: number;
  targets_met: number;
};

/** Every division one level below, also those that have no programme yet. */
async function tilesOf(db: Reader, code: string): Promise<Tile[]> {
  const rows = await readRows(
    db,
    sql<Tile>`
    select d.code as division_code, d.name, d.kind, ${counts}
      from divisions d left join division_rollups r on r.code = d.code
     where d.parent_code = ${code} and (d.valid_to is null or r.programmes > 0)
     order by d.code`,
  );
  return rows;
}

/** The place with everything below it. The root keeps no row: its sum is that of the provinces and its own programmes. */
async function totalsOf(db: Reader, { code, name, kind }: Found): Promise<Tile> {
  const own =
    kind === 'nation'
      ? nationSums
      : sql`select ${counts} from (select 1) one left join division_rollups r on r.code = ${code}`;
  const rows = await readRows(db, sql<Omit<Tile, 'division_code' | 'name' | 'kind'>>`${own}`);
  const [sums] = rows;
  if (!sums) throw new Error('the sums of a place are one row');
  return { division_code: code, name, kind, ...sums };
}

const sumOf = (column: string) => sql`coalesce(sum(${sql.id(column)}), 0)::integer as ${sql.id(column)}`;
const summed = ['tasks', 'confirmed', 'reported', 'late', 'due_soon', 'targets', 'targets_met'];

const nationSums = sql`
  select ${sql.join([sumOf('programmes'), ...summed.map(sumOf)])} from (
    select r.programmes, ${sql.join(summed.map((column) => sql.id('r', column)))}
      from division_rollups r join divisions d on d.code = r.code where d.kind = 'province'
    union all
    select 1, ${sql.join(summed.map((column) => sql.id('p', column)))}
      from programme_rollups p where p.province_code is null and p.state = 'running') s`;

type Ranked = {
  id: string;
  title: string;
  division_code: string;
  division_name: string;
  organisation: string;
  organisation_name: string | null;
  from_on: string | null;
  to_on: string | null;
  tasks: number;
  confirmed: number;
  reported: number;
  late: number;
  due_soon: number;
  targets: number;
  targets_met: number;
};

async function rankedOf(
  db: Reader,
  place: Found,
  _today: string,
  { size, offset }: { size: number; offset: number },
): Promise<Ranked[]> {
  const rows = await readRows(
    db,
    sql<Ranked>`
    select r.programme_id as id, r.title, r.division_code, d.name as division_name, r.org_id as organisation, o.name as organisation_name,
           r.from_on, r.to_on, r.tasks, r.confirmed, r.reported, r.late, r.due_soon, r.targets, r.targets_met
      from (select * from programme_rollups r where r.state = 'running' and ${within(place)}
             order by r.late desc, r.programme_id limit ${size} offset ${offset}) r
      join divisions d on d.code = r.division_code left join organisations o on o.id = r.org_id
     order by r.late desc, r.programme_id`,
  );
  return rows;
}

/** By the level's own column, whose index holds the rank too (a range of paths would mislead the planner). */
function within({ code, kind, path }: Found) {
  if (kind === 'nation') return sql`true`;
  if (kind === 'province') return sql`r.province_code = ${code}`;
  if (kind === 'city') return sql`r.city_code = ${code}`;
  return sql`starts_with(r.path, ${path})`;
}
