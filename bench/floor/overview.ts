import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import Type from 'typebox';
import { DivisionTile, OverviewRow } from '#domain/programmes/overview.ts';
import { orNull } from '#domain/schema.ts';

const Place = Type.Object({ code: Type.String(), name: Type.String(), kind: Type.String() });

const shape = Type.Object({
  division: Place,
  above: orNull(Place),
  totals: DivisionTile,
  tiles: Type.Array(DivisionTile),
  programmes: Type.Object({ total: Type.Integer(), rows: Type.Array(OverviewRow) }),
});

/** The overview of a province, or of the nation: one prepared statement over the same counts. */
export function floorOverview(http: FastifyInstance, pool: pg.Pool): void {
  http.get<{ Querystring: Record<string, string> }>(
    '/overview',
    { schema: { response: { 200: shape } } },
    async (request) => {
      const { province, nation } = request.query;
      const code = province ?? nation ?? '';
      const statement = province === undefined ? ofNation : ofProvince;
      const { rows } = await pool.query({ ...statement, values: [code] });
      const [row] = rows;
      if (!row) throw new Error('the page is one row');
      const { division, totals, tiles, rows: ranked } = row;
      return {
        division,
        above: null,
        totals: { division_code: division.code, name: division.name, kind: division.kind, ...totals },
        tiles,
        programmes: { total: totals.programmes, rows: ranked },
      };
    },
  );
}

const counted = ['tasks', 'confirmed', 'reported', 'late', 'due_soon', 'targets', 'targets_met'];
const pairs = (columns: readonly string[], value: (column: string) => string): string =>
  columns.map((column) => `'${column}', ${value(column)}`).join(', ');

const countsOf = (alias: string): string =>
  pairs(['programmes', ...counted], (column) => `coalesce(${alias}.${column}, 0)`);

const page = (totals: string, within: string): string => `
  select json_build_object('code', d.code, 'name', d.name, 'kind', d.kind) as division,
    (${totals}) as totals,
    (select coalesce(json_agg(json_build_object('division_code', b.code, 'name', b.name, 'kind', b.kind, ${countsOf('r')}) order by b.code), '[]')
      from divisions b left join division_rollups r on r.code = b.code where b.parent_code = d.code and (b.valid_to is null or r.programmes > 0)) as tiles,
    (select coalesce(json_agg(json_build_object('id', r.programme_id, 'title', r.title, 'division_code', r.division_code, 'division_name', w.name,
        'organisation', r.org_id, 'organisation_name', o.name, 'from_on', r.from_on, 'to_on', r.to_on, ${pairs(counted, (column) => `r.${column}`)})
        order by r.late desc, r.programme_id), '[]')
      from (select * from programme_rollups where state = 'running' and ${within} order by late desc, programme_id limit 20) r
        join divisions w on w.code = r.division_code left join organisations o on o.id = r.org_id) as rows
  from divisions d where d.code = $1`;

const ofProvince = {
  name: 'overview of a province',
  text: page(
    `select json_build_object(${countsOf('r')}) from (select) one left join division_rollups r on r.code = d.code`,
    'province_code = $1',
  ),
};

const ofNation = {
  name: 'overview of the nation',
  text: page(
    `select json_build_object(${pairs(['programmes', ...counted], (column) => `coalesce(sum(r.${column}), 0)`)})
      from divisions b left join division_rollups r on r.code = b.code where b.parent_code = d.code`,
    'true',
  ),
};
