import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import Type, { type Static } from 'typebox';
import { EnterpriseDetail, EnterpriseRow } from '#domain/enterprises/schema.ts';

const list = Type.Object({ total: Type.Integer(), rows: Type.Array(EnterpriseRow) });

/** The first page of the firms of an office's place, with the total; one firm with all that is known of it. */
export function floorFirms(http: FastifyInstance, pool: pg.Pool): void {
  http.get<{ Querystring: Record<string, string> }>(
    '/firms',
    { schema: { response: { 200: list } } },
    async (request) => {
      const { rows } = await pool.query({ name: 'firms', text: firms, values: [request.query.organisation] });
      return { total: rows[0]?.total ?? 0, rows };
    },
  );
  http.get<{ Querystring: Record<string, string> }>(
    '/firm',
    { schema: { response: { 200: EnterpriseDetail } } },
    async (request) => {
      const { id, organisation } = request.query;
      const { rows } = await pool.query<Found>({ name: 'firm', text: firm, values: [id, organisation] });
      const [row] = rows;
      if (!row) throw new Error('the firm is one row');
      return { ...row, joined_at: row.joined_at?.toISOString() ?? null, created_at: row.created_at.toISOString() };
    },
  );
}

type Found = Omit<Static<typeof EnterpriseDetail>, 'joined_at' | 'created_at'> & {
  readonly joined_at: Date | null;
  readonly created_at: Date;
};

const shown = `e.org_id as id, e.name, e.credit_code, e.division_code, d.name as division_name, e.industry, e.size, e.tags, e.contact_name,
  e.contact_phone, e.contact_point, s.name as station_name, e.state, e.grade, e.score, e.assessed_on, e.visited_on`;

const inPlace = `e.org_state = 'active' and e.path ~>=~ (select path from place) and e.path ~<~ (select path || '~' from place)`;

const firms = `
  with place as materialized (select path from organisations where id = $1),
  page as (select * from enterprises e where ${inPlace} order by e.path using ~<~, e.name, e.org_id limit 50)
  select (select count(*) from enterprises e where ${inPlace}) as total, ${shown}
    from page e join divisions d on d.code = e.division_code left join organisations s on s.id = e.station_org
   order by e.path using ~<~, e.name, e.org_id`;

const side = (org: string, person: string): string =>
  `(select json_build_object('org_id', ${org}, 'org_name', o.name, 'person_id', ${person}, 'person_name', p.name, 'phone', p.phone)
      from (select) one left join organisations o on o.id = ${org} left join people p on p.id = ${person} and p.state <> 'left')`;

const firm = `
  select ${shown}, e.path, e.staff, e.address, e.contact_email, e.origin, e.org_state, e.joined_at, e.key_missing, e.retest_on, e.member_count,
      e.agreement_count, e.document_count, e.secret_count, e.secrets_reviewed_on, e.created_at, e.version,
      (select json_agg(json_build_object('code', v.code, 'name', v.name) order by v.path)
         from divisions v where v.code = any (string_to_array(e.path, '/'))) as divisions,
      ${side('e.liaison_org', 'e.liaison_person')} as liaison, ${side('e.station_org', 'e.station_person')} as station,
      starts_with(e.path, mine.path) as may_edit, starts_with(e.path, mine.path) as oversees,
      (select json_build_object('id', i.id, 'created_at', i.created_at, 'expires_at', i.expires_at, 'used_at', i.used_at)
         from enterprise_invitations i where i.org_id = e.org_id order by i.created_at desc limit 1) as invitation
    from enterprises e join divisions d on d.code = e.division_code left join organisations s on s.id = e.station_org
    join organisations mine on mine.id = $2
   where e.org_id = $1`;
