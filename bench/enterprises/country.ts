import type pg from 'pg';
import { fill, idOf, type Size } from '../data.ts';

/**
 * Firms, assessments and sealed entries of all regions, on top of what `fill` makes (offices, units, people with
 * sessions), by set-based SQL as the owner. Regions are uneven, as counties are: of a hundred one has 5,000 firms, ten
 * have 1,000, the others 206; every third or so is assessed, every fifth keeps a register of ten entries.
 */
export async function fillCountry(owner: pg.Pool, size: Size, today: string): Promise<void> {
  await fill(owner, { ...size, tasksEach: 5 }, today);
  const client = await owner.connect();
  try {
    // Rows are made whole: neither the triggers that copy and count nor the checks of references run for each.
    await client.query(`set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'`);
    await client.query(places);
    for (const part of [organisations, patterns, assessments, enterprises]) {
      await client.query(part(today));
      await client.query('analyze organisations, assessments, bench_places');
    }
    for (const part of [blobs, secrets, versions, readers]) await client.query(part);
    await client.query('drop table bench_places, bench_patterns, bench_blobs');
    await client.query('reset session_replication_role; analyze');
    await client.query('select humi_recount_sums()');
    await client.query('vacuum (analyze, freeze)');
    await client.query('checkpoint');
  } finally {
    client.release(true);
  }
}

const firmsOfRegion = 'case when n % 100 = 50 then 5000 when n % 10 = 6 then 1000 else 206 end';

/** The id of the firm number `k`, from 1, of a region. */
export const firmOf = (region: number, k: number): string => idOf('firm', region * 10_000 + k);

/** Firms that every region has at least. */
export const firmsEverywhere = 206;

const places = `
  create unlogged table bench_places as
  select ('x' || right(id::text, 12))::bit(48)::bigint::int as n, division_code as code, path from organisations
   where kind = 'market_regulation' and name like 'bench office %'`;

const eachFirm = `bench_places cross join lateral generate_series(1, ${firmsOfRegion}) k`;
const firm = 'bench_id(20, n::bigint * 10000 + k)';
const name = `'示例' || (array['精密', '化工', '电子', '食品', '医药', '软件', '机械', '新材料'])[1 + k % 8] || '企业' || n || '-' || k || '有限公司'`;
const isAssessed = 'k % 10 < 3';
const keepsSecrets = 'k % 10 in (5, 6)';

const organisations = (today: string): string => `
  insert into organisations (id, kind, name, division_code, path, credit_code, created_on)
  select ${firm}, 'enterprise', ${name}, code, path, 'B' || lpad((n::bigint * 10000 + k)::text, 17, '0'), '${today}'::date - 400 from ${eachFirm}`;

/** A thousand ways to answer the default form, with the score and the grade that they give. */
const patterns = (): string => `
  create unlogged table bench_patterns as
  select p, answers, score, case when score >= 85 then 'A' when score >= 70 then 'B' when score >= 50 then 'C' else 'D' end as grade
    from (select p, jsonb_object_agg(code, jsonb_build_object('answer', answer)) as answers,
                 round(100 * avg(case answer #>> '{}' when '1' then 1 when '0.5' then 0.5 when '0' then 0 end), 1) as score
            from (select p, i ->> 'code' as code, (case when h < p / 12 then '1' when h < 60 + p / 25 then '0.5' when h < 96 then '0' else '"na"' end)::jsonb as answer
                    from generate_series(0, 999) p, forms f, jsonb_array_elements(f.content -> 'items') i,
                         lateral (select abs(hashtext(p || (i ->> 'code'))) % 100 as h) c
                   where f.key = 'default' and f.state = 'published') x group by p) y`;

const day = (today: string): string => `'${today}'::date - ((n * 37 + k * 11) % 700)`;

const assessments = (today: string): string => `
  insert into assessments (id, enterprise_id, division_code, path, form_id, profile, state, mode, filled_org, answers, score, grade,
      key_missing, answered, asked, started_at, finished_at, finished_on, retest_on)
  select bench_id(21, n::bigint * 10000 + k), ${firm}, code, path, f.id, 'standard', 'finished', 'self', ${firm}, a.answers, a.score, a.grade,
      k % 4, 58, 60, ${day(today)}, ${day(today)}, ${day(today)}, ${day(today)} + 365
    from ${eachFirm} join bench_patterns a on a.p = (n * 7 + k) % 1000
    cross join (select id from forms where key = 'default' and state = 'published') f where ${isAssessed}`;

const enterprises = (today: string): string => `
  insert into enterprises (org_id, name, credit_code, division_code, path, org_state, industry, size, staff, tags, address, contact_point,
      contact_name, contact_phone, liaison_org, station_org, origin, state, joined_at, assessment_id, score, grade, key_missing, assessed_on,
      retest_on, secret_count, secrets_since, member_count)
  select o.id, o.name, o.credit_code, o.division_code, o.path, 'active', lpad((1 + (n * 3 + k * 7) % 97)::text, 2, '0') || (k % 9),
      case when k % 17 > 0 then (array['micro', 'small', 'small', 'medium', 'large'])[1 + k % 5] end, 8 + k % 900,
      case when k % 5 = 0 then '{high_tech}' else '{}' end::text[], '示例路' || k || '号', k % 20 = 0, '示例·联络', '13800000000',
      case when k % 10 = 1 then bench_id(1, n) end, case when k % 10 = 2 then bench_id(2, n) end, 'imported',
      case when k % 3 = 0 then 'joined' else 'listed' end, case when k % 3 = 0 then '${today}'::timestamptz - interval '90 days' end,
      a.id, a.score, a.grade, a.key_missing, a.finished_on, a.retest_on, case when ${keepsSecrets} then 10 else 0 end,
      case when ${keepsSecrets} then '${today}'::date - 100 end, k % 60
    from ${eachFirm} join organisations o on o.id = ${firm} left join assessments a on a.id = bench_id(21, n::bigint * 10000 + k)`;

/** Ciphertext is chance to whoever has no key, and so is this. */
const blobs = `
  create unlogged table bench_blobs as select b, string_agg(sha256(int8send(b * 100 + i)), ''::bytea) as bytes
    from generate_series(0, 999) b, generate_series(1, 14) i group by b`;

const eachSecret = `${eachFirm} cross join generate_series(1, 10) s where ${keepsSecrets}`;
const secret = 'bench_id(22, (n::bigint * 10000 + k) * 16 + s)';
/** Some officer: the register of a firm that is asked for nothing needs no people of its own. */
const person = 'bench_id(11, 1 + (n + k) % 2000)';

const secrets = `
  insert into secrets (id, org_id, number, state, level, latest, classified_on, period, period_to, readers, created_by)
  select ${secret}, ${firm}, s, 'in_force', (array['core', 'important', 'ordinary'])[1 + s % 3], 1, '2026-03-01', 'day', '2031-03-01', 1, ${person} from ${eachSecret}`;

const versions = `
  insert into secret_versions (secret_id, version, org_id, ciphertext, sha256, sm3, size, recipients, by_person, at)
  select ${secret}, 1, ${firm}, b.bytes, md5(s::text || k), md5(k::text || s), 300, 2, ${person}, now()
    from ${eachFirm} cross join generate_series(1, 10) s join bench_blobs b on b.b = (n + k * 3 + s) % 1000 where ${keepsSecrets}`;

const readers = `
  insert into secret_readers (secret_id, person_id, org_id, since) select ${secret}, ${person}, ${firm}, now() from ${eachSecret}`;
