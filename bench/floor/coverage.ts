import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import Type from 'typebox';
import {
  countsOf,
  groupSums,
  type ItemSums,
  type MonthSums,
  monthsBefore,
  monthsOf,
  type Sums,
  withMissed,
} from '#domain/coverage/rules.ts';
import { Coverage, FormChoice, ItemCounts } from '#domain/coverage/schema.ts';
import { orNull } from '#domain/schema.ts';

const missed = Type.Object({
  form: orNull(Type.String()),
  forms: Type.Array(FormChoice),
  rows: Type.Array(ItemCounts),
});

type Place = {
  readonly today: string;
  readonly code: string;
  readonly name: string;
  readonly sums: readonly (Sums & { readonly industry_section: string; readonly size: string })[];
  readonly parts: readonly (Sums & { readonly code: string; readonly name: string })[];
  readonly months: readonly MonthSums[];
};

type Words = { readonly zh: string; readonly en: string };
type Missed = {
  readonly key: string;
  readonly title: string;
  readonly items: readonly (ItemSums & {
    readonly question: Words;
    readonly dimension: Words;
    readonly key: boolean;
  })[];
};

/** Coverage of a place and what its firms miss most: one prepared statement each over the same sums. */
export function floorCoverage(http: FastifyInstance, pool: pg.Pool): void {
  http.get<{ Querystring: Record<string, string> }>(
    '/coverage',
    { schema: { response: { 200: Coverage } } },
    async (request) => {
      const { rows } = await pool.query<Place>({
        name: 'coverage',
        text: coverage,
        values: [request.query.organisation],
      });
      const [row] = rows;
      if (!row) throw new Error('the place is one row');
      const { today, code, name, sums, parts, months } = row;
      return {
        ...{ scope: 'place', division: code, division_name: name, above: [], total: countsOf(sums) },
        sections: groupSums(sums, 'industry_section').map(({ value, counts }) => ({ section: value, ...counts })),
        sizes: groupSums(sums, 'size').map(({ value, counts }) => ({ size: value, ...counts })),
        parts: parts.map((part) => ({ division: part.code, name: part.name, ...countsOf([part]) })),
        months: monthsOf(months, { since: monthsBefore(today, 23), today }),
      };
    },
  );
  http.get<{ Querystring: Record<string, string> }>(
    '/items',
    { schema: { response: { 200: missed } } },
    async (request) => {
      const { rows } = await pool.query<Missed>({ name: 'items', text: items, values: [request.query.organisation] });
      const [row] = rows;
      if (!row) throw new Error('the form is one row');
      return { form: row.key, forms: [{ key: row.key, title: row.title }], rows: withMissed(row.items) };
    },
  );
}

const sums = ['firms', 'assessed', 'contact_points', 'contact_assessed', 'a', 'b', 'c', 'd', 'score_sum'];
const pairs = (value: (column: string) => string): string =>
  sums.map((column) => `'${column}', ${value(column)}`).join(', ');

const coverage = `
  select current_date as today, v.code, v.name,
    (select coalesce(json_agg(json_build_object('industry_section', s.industry_section, 'size', s.size, ${pairs((column) => `s.${column}`)})), '[]')
       from enterprise_sums s where s.division_code = v.code and s.firms <> 0) as sums,
    (select coalesce(json_agg(json_build_object('code', b.code, 'name', b.name, ${pairs((column) => `p.${column}`)}) order by b.code), '[]')
       from divisions b cross join lateral (select ${sums.map((column) => `coalesce(sum(s.${column}), 0) as ${column}`).join(', ')}
         from enterprise_sums s where s.division_code = b.code) p where b.parent_code = v.code) as parts,
    (select coalesce(json_agg(m), '[]') from (
       select case when month >= since then month end as month, sum(finished) as finished, sum(first_time) as first_time, sum(score_sum) as score_sum
         from assessment_months where division_code = v.code group by 1) m) as months
  from organisations o join divisions v on v.code = o.division_code, (select (date_trunc('month', current_date) - interval '23 months')::date as since) x
  where o.id = $1`;

const items = `
  select f.key, f.title, (
    select coalesce(json_agg(json_build_object('item', s.item, 'no', s.no, 'partly', s.partly, 'answered', s.answered,
        'question', i.item -> 'question', 'dimension', d.dimension -> 'title', 'key', i.item -> 'key')), '[]')
      from (select e.key as item, sum((e.value ->> 0)::integer) as no, sum((e.value ->> 1)::integer) as partly, sum((e.value ->> 2)::integer) as answered
              from missed_items m cross join lateral jsonb_each(m.items) e where m.division_code = (select division_code from organisations where id = $1) and m.form_key = f.key group by 1) s
      join jsonb_array_elements(f.content -> 'items') i(item) on i.item ->> 'code' = s.item
      join jsonb_array_elements(f.content -> 'dimensions') d(dimension) on d.dimension ->> 'code' = i.item ->> 'dimension') as items
  from forms f where f.key = 'default' and f.state = 'published'`;
