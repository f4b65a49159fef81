import type pg from 'pg';
import { hashToken } from '#server/kernel/session.ts';
import { readTable } from '#server/seed.ts';

/** How much of everything: one programme a region. */
export type Size = { readonly regions: number; readonly tasksEach: number; readonly people: number };

export const full: Size = { regions: 3_000, tasksEach: 40, people: 20_000 };
/** Ten times less, in the same shape: as many tasks a programme and people a region, every tenth region. */
export const tenth: Size = { regions: 300, tasksEach: 40, people: 2_000 };

/** A session token per benchmark person: not a secret, the database lives for one run. */
export const tokenOf = (person: number): string => `bench-person-${person}`;

/** Ids are derived from numbers, so that the floor and the product are asked for the very same rows. */
export const idOf = (kind: keyof typeof kinds, number: number): string =>
  `0190${hex(kinds[kind], 4)}-0000-7000-8000-${hex(number, 12)}`;

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');

const kinds = {
  office: 1,
  unit: 2,
  superior: 3,
  programme: 4,
  phase: 5,
  measure: 6,
  task: 7,
  part: 8,
  deadline: 9,
  target: 10,
  person: 11,
  post: 12,
  session: 13,
  event: 14,
  firm: 20,
} as const;

/**
 * Fills an empty, migrated database by set-based SQL, as its owner: in each region an office and a member unit, one
 * running programme with tasks, parts, deadlines, targets and a record of acts, and people with sessions; superiors of
 * the nation and of every province. `today` is the day that everything lies around.
 */
export async function fill(owner: pg.Pool, { regions, tasksEach, people }: Size, today: string): Promise<void> {
  await owner.query(`create function bench_id(kind int, n bigint) returns uuid language sql immutable as
    $$ select ('0190' || lpad(to_hex(kind), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$`);
  // The country has a few county-level divisions less than the bar asks for; zones make up for them.
  await owner.query(
    `insert into divisions (code, name, kind, parent_code, path, province_code, city_code)
     select 'B' || lpad(i::text, 5, '0'), 'bench zone ' || i, 'development_zone', c.code, c.path || 'B' || lpad(i::text, 5, '0') || '/', c.province_code, c.city_code
       from (select row_number() over (order by code) as i, * from divisions where kind = 'city') c
      where i <= $1::int - (select count(*) from divisions where kind in ('county', 'development_zone'))`,
    [full.regions],
  );
  // Regions are spread evenly over the country, so that a province, too, has ten times less in the small data.
  await owner.query(
    `create table bench_regions as
     select row_number() over (order by code)::int as n, code, path, province_code, city_code
       from (select d.*, row_number() over (order by code) as i, count(*) over () as all_of_them from divisions d
              where kind in ('county', 'development_zone')) d
      where floor(i * $1::numeric / all_of_them) > floor((i - 1) * $1::numeric / all_of_them)`,
    [regions],
  );
  await owner.query(`insert into organisations (id, kind, name, division_code, path, created_on)
    select bench_id(1, n), 'market_regulation', 'bench office ' || n, code, path, '2020-01-01'::date from bench_regions
    union all select bench_id(2, n), 'police', 'bench unit ' || n, code, path, '2020-01-01' from bench_regions
    union all select bench_id(3, row_number() over (order by code)), 'market_regulation', 'bench superior ' || code, code, path, '2020-01-01'
      from divisions where kind in ('nation', 'province')`);
  await owner.query(
    `insert into programmes (id, org_id, division_code, path, province_code, city_code, title, from_on, to_on)
     select bench_id(4, n), bench_id(1, n), code, path, province_code, city_code, 'bench programme ' || n, $1::date - 300, $1::date + 400 from bench_regions`,
    [today],
  );
  await owner.query(
    `insert into phases (id, programme_id, path, position, title, from_on, to_on)
     select bench_id(5, n), bench_id(4, n), path, 1, 'carrying out', $1::date - 300, $1::date + 400 from bench_regions`,
    [today],
  );
  await owner.query(`insert into measures (id, programme_id, path, position, no, title)
    select bench_id(6, n * 10 + m), bench_id(4, n), path, m, m::text, 'measure ' || m from bench_regions, generate_series(1, 5) m`);
  await owner.query(`insert into shares (noun, row_id, org_id)
    select 'programme', bench_id(4, n), bench_id(o, n) from bench_regions, generate_series(1, 2) o`);
  await fillTasks(owner, tasksEach, today);
  await fillTargets(owner, today);
  await fillPeople(owner, { regions, people });
  await fillRecord(owner, today);
  await owner.query('drop table bench_regions');
}

async function fillTasks(owner: pg.Pool, each: number, today: string): Promise<void> {
  const due = `$2::date - 60 + ((n * 7 + t * 11) % 300)::int`;
  const state = `(case (n + t) % 5 when 0 then 'confirmed' when 1 then 'reported' else 'assigned' end)`;
  await owner.query(
    `insert into tasks (id, programme_id, path, measure_id, phase_id, position, no, text, due_on, state)
     select bench_id(7, n * 1000 + t), bench_id(4, n), path, bench_id(6, n * 10 + 1 + t % 5), bench_id(5, n), t, t::text,
       '落实商业秘密保护重点任务第' || t || '项，建立工作台账，按期报送进展（' || n || '）', ${due}, ${state} from bench_regions, generate_series(1, $1::int) t`,
    [each, today],
  );
  await owner.query(
    `insert into parts (id, task_id, programme_id, path, org_id, unit_name, role, state, due_on, reported_at, confirmed_at)
     select bench_id(8, (n * 1000 + t) * 4 + o), bench_id(7, n * 1000 + t), bench_id(4, n), path, bench_id(o, n), 'bench unit ' || o,
       case o when 1 then 'lead' else 'supporting' end, ${state}, ${due},
       case when (n + t) % 5 < 2 then $2::timestamptz - interval '9 days' end, case when (n + t) % 5 = 0 then $2::timestamptz - interval '8 days' end
     from bench_regions, generate_series(1, $1::int) t, generate_series(1, 2) o`,
    [each, today],
  );
  await owner.query(
    `insert into deadlines (id, noun, row_id, kind, org_id, programme_id, path, title, due_on, met_at)
     select bench_id(9, n), 'part', p.id, 'task.due', p.org_id, p.programme_id, p.path, t.text, p.due_on, p.reported_at
     from (select row_number() over (order by id) as n, * from parts) p join tasks t on t.id = p.task_id`,
  );
}

async function fillTargets(owner: pg.Pool, today: string): Promise<void> {
  await owner.query(
    `insert into targets (id, programme_id, path, position, subject, subject_text, comparison, value, unit, by_on)
     select bench_id(10, n * 10 + g), bench_id(4, n), path, g, 'enterprise', '商业秘密保护示范企业', 'at_least', 50, '家', $1::date + 400
     from bench_regions, generate_series(1, 3) g`,
    [today],
  );
  await owner.query(
    `insert into target_values (target_id, day, programme_id, path, computed, numerator)
     select bench_id(10, n * 10 + g), $1::date - d, bench_id(4, n), path, g * 20 - d, g * 20 - d
     from bench_regions, generate_series(1, 3) g, generate_series(0, 6) d`,
    [today],
  );
}

async function fillPeople(owner: pg.Pool, { regions, people }: { regions: number; people: number }): Promise<void> {
  await owner.query(
    `insert into people (id, name, login, state) select bench_id(11, i), 'bench person ' || i, 'bench' || i, 'active' from generate_series(1, $1::int) i`,
    [people],
  );
  await owner.query(
    `insert into posts (id, person_id, org_id, path, title, roles, from_on)
     select bench_id(12, i), bench_id(11, i), bench_id(1 + i % 2, n), path, 'officer',
       case when i % 2 = 0 then '{programme_officer}' else '{unit_officer}' end::text[], '2020-01-01'
     from generate_series(1, $1::int) i join bench_regions on n = 1 + (i - 1) % $2::int`,
    [people, regions],
  );
  // The last people of the list are superiors, one for each province and one for the nation.
  await owner.query(
    `update posts set org_id = o.id, path = o.path, roles = '{superior_officer}'
       from (select i, bench_id(3, i - ($1::int - $2::int)) as id from generate_series($1::int - $2::int + 1, $1::int) i) s join organisations o on o.id = s.id
      where posts.id = bench_id(12, s.i)`,
    [people, superiors],
  );
  const tokens = Array.from({ length: people }, (_, index) => hashToken(tokenOf(index + 1)));
  await owner.query(
    `insert into sessions (id, token_hash, person_id, post_id, expires_at)
     select bench_id(13, i), token, bench_id(11, i), bench_id(12, i), now() + interval '1 day' from unnest($1::text[]) with ordinality as t(token, i)`,
    [tokens],
  );
}

/** What happened in each programme, most of it before the visit that people's home pages count from. */
async function fillRecord(owner: pg.Pool, today: string): Promise<void> {
  await owner.query(
    `insert into events (id, at, person_id, post_id, org_id, act, noun, row_id, programme_id, path)
     select bench_id(14, n * 100 + e), $1::timestamptz - e * interval '17 hours', bench_id(11, n), bench_id(12, n), bench_id(1 + e % 2, n),
       case e % 2 when 0 then 'task.confirm' else 'task.report' end, 'task', bench_id(7, n * 1000 + e), bench_id(4, n), path
     from bench_regions, generate_series(1, 30) e`,
    [today],
  );
  await owner.query(
    `insert into home_visits (person_id, org_id, seen_at) select person_id, org_id, $1::timestamptz - interval '5 days' from posts`,
    [today],
  );
}

/** Divisions that have a superior: the nation first, then the provinces in the order of their codes. */
const overseen = (await readTable('divisions/divisions.csv'))
  .filter(({ kind }) => kind === 'nation' || kind === 'province')
  .map(({ code = '' }) => code)
  .sort();
const superiors = overseen.length;

/** Who acts in the benchmark, by number. */
export type Person = {
  readonly token: string;
  readonly person: string;
  readonly organisation: string;
  /** The programme of their region, for officers. */
  readonly programme: string;
  /** The division that they oversee, for superiors. */
  readonly division: string;
};

/** `count` officers of different regions, of the offices (`office`) or of the member units (`unit`). */
export function officers({ regions, people }: Size, kind: 'office' | 'unit', count: number): Person[] {
  const able = Math.floor((people - superiors) / 2);
  return Array.from({ length: count }, (_, index) => {
    const number = 2 * Math.floor((index * able) / count) + (kind === 'office' ? 2 : 1);
    const region = 1 + ((number - 1) % regions);
    return {
      token: tokenOf(number),
      person: idOf('person', number),
      organisation: idOf(kind, region),
      programme: idOf('programme', region),
      division: '',
    };
  });
}

/** The superiors of the provinces, or the one of the nation. */
export function superiorsOf({ people }: Size, kind: 'nation' | 'province'): Person[] {
  return overseen.flatMap((division, index) => {
    const number = people - superiors + index + 1;
    if ((index === 0) !== (kind === 'nation')) return [];
    const [organisation, person] = [idOf('superior', index + 1), idOf('person', number)];
    return { token: tokenOf(number), person, organisation, programme: '', division };
  });
}
