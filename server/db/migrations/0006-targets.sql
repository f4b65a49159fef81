-- What a target counts (C04). A metric is a function of a day, a place (the path of a division) and a programme: the
-- rows behind the number, `hit` telling which of them are in the numerator. Every metric has this one signature, so a
-- register that arrives later brings its own function and nothing else changes. The name says the kind:
-- count_<key> counts its rows, rate_<key> is the percentage of hits among its rows. `narrowed` is true when the target
-- is a part handed down to a division; metrics of a programme then count the units of that place only.
create function organisations_of(kinds text[], day date, place text)
returns table (noun text, row_id uuid, title text, on_day date, org_id uuid, hit boolean)
language sql stable as $$
  select 'organisation'::text, o.id, o.name, o.created_on, o.id, true
    from organisations o
   where o.path ~>=~ place and o.path ~<~ (place || '~') and o.state = 'active' and o.created_on <= day
     and (kinds is null or o.kind = any (kinds))
$$;

create function count_organisation(day date, place text, programme uuid, narrowed boolean)
returns table (noun text, row_id uuid, title text, on_day date, org_id uuid, hit boolean)
language sql stable as $$ select * from organisations_of(null, day, place) $$;
comment on function count_organisation is '范围内在册单位：登记日期不晚于当日、未注销';

create function count_enterprise(day date, place text, programme uuid, narrowed boolean)
returns table (noun text, row_id uuid, title text, on_day date, org_id uuid, hit boolean)
language sql stable as $$ select * from organisations_of('{enterprise}', day, place) $$;
comment on function count_enterprise is '范围内类别为企业的在册单位';

create function count_station(day date, place text, programme uuid, narrowed boolean)
returns table (noun text, row_id uuid, title text, on_day date, org_id uuid, hit boolean)
language sql stable as $$ select * from organisations_of('{station}', day, place) $$;
comment on function count_station is '范围内类别为服务站（点）的在册单位';

create function count_association(day date, place text, programme uuid, narrowed boolean)
returns table (noun text, row_id uuid, title text, on_day date, org_id uuid, hit boolean)
language sql stable as $$ select * from organisations_of('{association}', day, place) $$;
comment on function count_association is '范围内类别为行业协会的在册单位';

create function count_agency(day date, place text, programme uuid, narrowed boolean)
returns table (noun text, row_id uuid, title text, on_day date, org_id uuid, hit boolean)
language sql stable as $$ select * from organisations_of('{agency}', day, place) $$;
comment on function count_agency is '范围内类别为第三方机构的在册单位';

create function count_liaison_officer(day date, place text, programme uuid, narrowed boolean)
returns table (noun text, row_id uuid, title text, on_day date, org_id uuid, hit boolean)
language sql stable as $$
  select distinct on (po.person_id) 'person'::text, po.person_id, o.name || ' ' || po.title, po.from_on, po.org_id, true
    from posts po join organisations o on o.id = po.org_id
   where po.path ~>=~ place and po.path ~<~ (place || '~') and po.title like '%联络员%'
     and po.from_on <= day and (po.to_on is null or po.to_on >= day) and o.state = 'active'
   order by po.person_id, po.from_on, po.id
$$;
comment on function count_liaison_officer is '范围内职务含“联络员”且当日在任的人员，同一人计一次';
create index posts_path on posts (path text_pattern_ops);

create function count_pilot_region(day date, place text, programme uuid, narrowed boolean)
returns table (noun text, row_id uuid, title text, on_day date, org_id uuid, hit boolean)
language sql stable as $$
  select 'pilot'::text, i.id, i.title, coalesce(i.from_on, (i.created_at at time zone 'Asia/Shanghai')::date), i.org_id, true
    from pilots i left join organisations o on o.id = i.org_id
   where i.programme_id = programme and coalesce(i.from_on, (i.created_at at time zone 'Asia/Shanghai')::date) <= day
     and (not narrowed or starts_with(o.path, place))
$$;
comment on function count_pilot_region is '方案内已设立的子试点';

-- A task should be done when its date has passed; one that was confirmed earlier counts on both sides.
create function rate_task_done(day date, place text, programme uuid, narrowed boolean)
returns table (noun text, row_id uuid, title text, on_day date, org_id uuid, hit boolean)
language sql stable as $$
  select 'task'::text, t.id, t.text, t.due_on, null::uuid, t.state = 'confirmed'
    from tasks t
   where t.programme_id = programme and not narrowed and t.state <> 'cancelled' and (t.state = 'confirmed' or t.due_on < day)
  union all
  select 'task'::text, t.id, t.text, a.due_on, a.org_id, a.state = 'confirmed'
    from parts a join tasks t on t.id = a.task_id join organisations o on o.id = a.org_id
   where a.programme_id = programme and narrowed and a.state <> 'cancelled' and (a.state = 'confirmed' or a.due_on < day)
     and starts_with(o.path, place)
$$;
comment on function rate_task_done is '办公室确认完成的任务，占期限已过或已完成的任务；下达到地区或单位的按各单位承担的任务计';

create function rate_report(day date, place text, programme uuid, narrowed boolean)
returns table (noun text, row_id uuid, title text, on_day date, org_id uuid, hit boolean)
language sql stable as $$
  select 'report'::text, r.id, to_char(r.due_on, 'YYYY-MM-DD'), r.due_on, r.org_id,
         r.state = 'submitted' and (r.submitted_at at time zone 'Asia/Shanghai')::date <= r.due_on
    from reports r left join organisations o on o.id = r.org_id
   where r.programme_id = programme and r.state <> 'cancelled' and (r.due_on < day or r.state = 'submitted')
     and (not narrowed or starts_with(o.path, place))
$$;
comment on function rate_report is '按期报送的报告，占期限已过或已报送的报告';

-- An organisation and every organisation below it: the scope of a target handed down to a unit.
create function humi_units(top uuid) returns setof uuid
language sql stable as $$
  with recursive units(id) as (
    select top union select o.id from units u join organisations o on o.superior_id = u.id)
  select id from units
$$;

-- The function of a metric, as text to be executed; null when its register is not there. `percent` is the target's unit.
create function humi_metric(subject text, percent boolean) returns text
language sql stable as $$
  select case when subject ~ '^[a-z_]{1,50}$' and to_regprocedure(format('public.%s_%s(date,text,uuid,boolean)', family, subject)) is not null
    then format('%s_%s', family, subject) end
    from (select case when percent then 'rate' else 'count' end as family) f
$$;

create function humi_is_percent(unit text) returns boolean language sql immutable as $$ select unit in ('%', '％') $$;

-- The values of targets on a day, one statement for each metric however many targets. It counts what the rule says,
-- not what the reader may see, so nobody but the functions below may call it.
create function humi_count(day date, wanted uuid[])
returns table (target_id uuid, numerator numeric, denominator numeric, computed numeric)
language plpgsql stable set search_path = public, pg_temp as $$
declare
  m record;
begin
  for m in select s.subject, s.percent, humi_metric(s.subject, s.percent) as metric
             from (select distinct g.subject, humi_is_percent(g.unit) as percent from targets g
                    where g.id = any (wanted) and g.subject is not null) s loop
    continue when m.metric is null;
    return query execute format($q$
      with wanted as (
        select g.id, g.org_id, g.programme_id, coalesce(d.path, p.path) as place, d.code is not null as narrowed
          from targets g join programmes p on p.id = g.programme_id left join divisions d on d.code = g.division_code
         where g.id = any ($2) and g.subject = $3 and humi_is_percent(g.unit) = $4),
      counted as (
        select w.id, c.hits, c.base from wanted w cross join lateral (
          select count(*) filter (where f.hit) as hits, count(*) as base
            from %1$s($1, w.place, w.programme_id, w.narrowed) f) c
         where w.org_id is null
        union all
        select w.id, c.hits, c.base from wanted w cross join lateral (
          select count(*) filter (where f.hit) as hits, count(*) as base
            from humi_units(w.org_id) u join %1$s($1, '', w.programme_id, true) f on f.org_id = u) c
         where w.org_id is not null)
      select id, hits::numeric, case when $4 then base::numeric end,
             case when not $4 then hits::numeric when base > 0 then round(100.0 * hits / base, 1) end
        from counted $q$, m.metric)
      using day, wanted, m.subject, m.percent;
  end loop;
end $$;

-- The same for one target that the reader may see: the number is the rule's even where the rows behind are hidden.
create function humi_measure(day date, target uuid)
returns table (numerator numeric, denominator numeric, computed numeric)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.numerator, c.denominator, c.computed from humi_count(day, (
    select array_agg(g.id) from targets g where g.id = target
       and (g.programme_id = any (coalesce(nullif(current_setting('humi.programmes', true), '')::uuid[], '{}'))
         or starts_with(g.path, coalesce(nullif(current_setting('humi.below', true), ''), '!'))))) c
$$;

-- The value of one metric over the reader's own place: what the catalogue shows beside the definition.
create function humi_measure_place(day date, subject text, percent boolean)
returns table (numerator numeric, denominator numeric)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  metric text := humi_metric(subject, percent);
  here text := (select path from organisations where id = nullif(current_setting('humi.org', true), '')::uuid);
begin
  if metric is null or here is null then return; end if;
  return query execute format(
    'select count(*) filter (where f.hit)::numeric, count(*)::numeric from %s($1, $2, null, false) f', metric) using day, here;
end $$;

-- Is the aim reached? The same rule as domain/targets/rules.ts isMet; a test compares them.
create function humi_met(comparison text, value numeric, value_to numeric, current numeric) returns boolean
language sql immutable as $$
  select coalesce(case comparison
    when 'at_least' then current >= value
    when 'at_most' then current <= value
    when 'exactly' then current = value
    when 'between' then current between value and coalesce(value_to, value) end, false)
$$;

alter table target_values add column met boolean not null default false;
-- Where the trend of the last ninety days arrives on the due date; null while it tells nothing.
alter table target_values add column expected numeric;

-- How a target stands. The same rule as domain/targets/rules.ts standingOf; a test compares them.
create function humi_standing(comparison text, value numeric, value_to numeric, current numeric, counted boolean,
  from_on date, by_on date, expected numeric, day date) returns text
language sql immutable as $$
  select case
    when current is null then case when counted then 'not_yet' else 'no_register' end
    when humi_met(comparison, value, value_to, current) then 'met'
    when (comparison = 'at_most' and current > value) or (comparison in ('exactly', 'between') and current > coalesce(value_to, value)) then 'exceeded'
    when by_on < day then 'overdue'
    when expected is not null and expected < value then 'behind'
    when expected is null and by_on > from_on and value > 0
      and (day - from_on)::numeric / (by_on - from_on) - current / value > 0.2 then 'behind'
    else 'on_course' end
$$;

-- Keeps the values of a day: of one programme, of the programmes that a register of a place feeds (its own division and
-- those above up to the city), or of all. Anybody's act may set it off; it only writes what the registers say. Answers
-- the programmes whose targets it counted: their roll-ups come next.
create function humi_snapshot(day date, programme uuid, place text) returns uuid[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  wanted uuid[];
begin
  if programme is null and place is not null then
    select array_agg(g.id) into wanted
      from programmes p join divisions d on d.code = p.division_code join targets g on g.programme_id = p.id
     where p.division_code = any (string_to_array(rtrim(place, '/'), '/')) and d.kind in ('city', 'county', 'development_zone')
       and p.state = 'running' and g.state = 'active';
  else
    select array_agg(g.id) into wanted from targets g join programmes p on p.id = g.programme_id
     where p.state = 'running' and g.state = 'active' and (programme is null or p.id = programme);
  end if;
  if wanted is null then return '{}'; end if;
  insert into target_values as v (target_id, day, programme_id, path, computed, numerator, denominator, overridden, met)
  select g.id, humi_snapshot.day, g.programme_id, g.path, c.computed, c.numerator, c.denominator, o.value,
         humi_met(g.comparison, g.value, g.value_to, coalesce(o.value, c.computed))
    from targets g
    left join humi_count(humi_snapshot.day, wanted) c on c.target_id = g.id
    left join lateral (select t.value from target_overrides t where t.target_id = g.id and t.withdrawn_at is null
      and (t.at at time zone 'Asia/Shanghai')::date <= humi_snapshot.day order by t.at desc, t.id desc limit 1) o on true
   where g.id = any (wanted)
  on conflict on constraint target_values_pkey do update set computed = excluded.computed, numerator = excluded.numerator,
    denominator = excluded.denominator, overridden = excluded.overridden, met = excluded.met, path = excluded.path
    where (v.computed, v.numerator, v.denominator, v.overridden, v.met)
      is distinct from (excluded.computed, excluded.numerator, excluded.denominator, excluded.overridden, excluded.met);
  update target_values v set expected = e.expected
    from (select h.target_id, case when count(*) >= 3 and max(h.day) - min(h.day) >= 14 then
              round((regr_intercept(coalesce(h.overridden, h.computed), h.day - date '2000-01-01')
                + regr_slope(coalesce(h.overridden, h.computed), h.day - date '2000-01-01') * (g.by_on - date '2000-01-01'))::numeric, 2) end as expected
            from targets g join target_values h on h.target_id = g.id
           where g.id = any (wanted) and h.day > humi_snapshot.day - 90 and h.day <= humi_snapshot.day
             and coalesce(h.overridden, h.computed) is not null and g.by_on is not null
           group by h.target_id, g.by_on) e
   where v.target_id = e.target_id and v.day = humi_snapshot.day and v.expected is distinct from e.expected;
  return (select array_agg(distinct g.programme_id) from targets g where g.id = any (wanted));
end $$;

-- Counts of the running programmes in a division and below it, kept by differences in the transaction of each act, so
-- that an overview reads one row a tile. The root has no row of its own: it would be everybody's lock.
create table division_rollups (
  code text primary key references divisions (code),
  path text not null,
  programmes integer not null default 0,
  tasks integer not null default 0,
  confirmed integer not null default 0,
  reported integer not null default 0,
  late integer not null default 0,
  due_soon integer not null default 0,
  targets integer not null default 0,
  targets_met integer not null default 0
);
create index programme_rollups_late on programme_rollups (late desc, programme_id) where state = 'running';
create index programme_rollups_late_province on programme_rollups (province_code, late desc, programme_id) where state = 'running';
create index programme_rollups_late_city on programme_rollups (city_code, late desc, programme_id) where state = 'running';
create index programme_rollups_late_division on programme_rollups (division_code, late desc, programme_id) where state = 'running';

create function humi_programme_counts(wanted uuid, day date, soon date) returns setof programme_rollups
language sql stable as $$
  select p.id, p.org_id, p.division_code, p.path, p.province_code, p.city_code, p.title, p.state, p.from_on, p.to_on,
         coalesce(t.tasks, 0)::integer, coalesce(t.confirmed, 0)::integer, coalesce(t.reported, 0)::integer,
         coalesce(t.late, 0)::integer, coalesce(t.due_soon, 0)::integer,
         coalesce(g.targets, 0)::integer, coalesce(g.met, 0)::integer, day
    from programmes p
    left join (
      select programme_id, count(*) filter (where state <> 'cancelled') as tasks,
             count(*) filter (where state = 'confirmed') as confirmed,
             count(*) filter (where state = 'reported') as reported,
             count(*) filter (where state in ('assigned', 'reported') and due_on < day) as late,
             count(*) filter (where state in ('assigned', 'reported') and due_on between day and soon) as due_soon
        from tasks where wanted is null or programme_id = wanted group by programme_id) t on t.programme_id = p.id
    left join (
      select a.programme_id, count(*) as targets, count(*) filter (where v.met) as met
        from targets a left join lateral (
          select w.met from target_values w where w.target_id = a.id and w.day <= humi_programme_counts.day order by w.day desc limit 1) v on true
       where a.parent_id is null and a.state = 'active' and (wanted is null or a.programme_id = wanted)
       group by a.programme_id) g on g.programme_id = p.id
   where wanted is null or p.id = wanted
$$;

-- One programme, after an act on it. Acts on the same programme wait here for each other, then count anew.
create function humi_roll_up(wanted uuid, day date, soon date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  was programme_rollups;
  is_now programme_rollups;
  old integer;
  new integer;
begin
  select * into was from programme_rollups where programme_id = wanted for update;
  select * into is_now from humi_programme_counts(wanted, day, soon);
  if is_now.programme_id is null or was is not distinct from is_now then return; end if;
  insert into programme_rollups select is_now.*
  on conflict (programme_id) do update set title = excluded.title, state = excluded.state, from_on = excluded.from_on,
    to_on = excluded.to_on, tasks = excluded.tasks, confirmed = excluded.confirmed, reported = excluded.reported,
    late = excluded.late, due_soon = excluded.due_soon, targets = excluded.targets, targets_met = excluded.targets_met,
    computed_on = excluded.computed_on;
  old := coalesce((was.state = 'running')::integer, 0);
  new := (is_now.state = 'running')::integer;
  if old = new and (was.tasks, was.confirmed, was.reported, was.late, was.due_soon, was.targets, was.targets_met)
    is not distinct from (is_now.tasks, is_now.confirmed, is_now.reported, is_now.late, is_now.due_soon, is_now.targets, is_now.targets_met)
    then return; end if;
  insert into division_rollups as r (code, path, programmes, tasks, confirmed, reported, late, due_soon, targets, targets_met)
  select d.code, d.path, new - old,
         new * is_now.tasks - old * coalesce(was.tasks, 0), new * is_now.confirmed - old * coalesce(was.confirmed, 0),
         new * is_now.reported - old * coalesce(was.reported, 0), new * is_now.late - old * coalesce(was.late, 0),
         new * is_now.due_soon - old * coalesce(was.due_soon, 0), new * is_now.targets - old * coalesce(was.targets, 0),
         new * is_now.targets_met - old * coalesce(was.targets_met, 0)
    from divisions d
   where d.code = any (string_to_array(rtrim(is_now.path, '/'), '/')) and d.kind <> 'nation'
   order by d.code
  on conflict (code) do update set programmes = r.programmes + excluded.programmes, tasks = r.tasks + excluded.tasks,
    confirmed = r.confirmed + excluded.confirmed, reported = r.reported + excluded.reported, late = r.late + excluded.late,
    due_soon = r.due_soon + excluded.due_soon, targets = r.targets + excluded.targets, targets_met = r.targets_met + excluded.targets_met;
end $$;

-- Every night all of them: what depends on the day itself, and the sums from the ground up.
create function humi_roll_up_all(day date, soon date) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  lock table programme_rollups in share row exclusive mode;
  insert into programme_rollups select * from humi_programme_counts(null, day, soon)
  on conflict (programme_id) do update set title = excluded.title, state = excluded.state, from_on = excluded.from_on,
    to_on = excluded.to_on, tasks = excluded.tasks, confirmed = excluded.confirmed, reported = excluded.reported,
    late = excluded.late, due_soon = excluded.due_soon, targets = excluded.targets, targets_met = excluded.targets_met,
    computed_on = excluded.computed_on;
  delete from division_rollups;
  insert into division_rollups (code, path, programmes, tasks, confirmed, reported, late, due_soon, targets, targets_met)
  select d.code, d.path, count(*), sum(r.tasks), sum(r.confirmed), sum(r.reported), sum(r.late), sum(r.due_soon),
         sum(r.targets), sum(r.targets_met)
    from programme_rollups r cross join lateral unnest(string_to_array(rtrim(r.path, '/'), '/')) above(code)
    join divisions d on d.code = above.code and d.kind <> 'nation'
   where r.state = 'running'
   group by d.code, d.path;
  return (select count(*) from programme_rollups);
end $$;
