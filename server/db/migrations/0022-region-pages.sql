-- The region's pages in one round trip each, their plans kept by the connection (C24). Past row security like the
-- functions they stand on, so each asks first whether the asker oversees the place; null where not.

-- Sums by section and size, the divisions next below with theirs, months since a day, and the overseen divisions above.
create function humi_coverage_page(place text, since date) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = 'force_generic_plan' as $$
declare
  here divisions%rowtype;
  mine text := coalesce(nullif(current_setting('humi.below', true), ''), '!');
  above jsonb;
  sums jsonb;
  parts jsonb;
  months jsonb;
begin
  select * into here from divisions d where d.code = place and starts_with(d.path, mine);
  if here.code is null then return null; end if;
  if here.path <> mine then
    select jsonb_agg(jsonb_build_object('code', d.code, 'name', d.name) order by d.path) into above
      from divisions d where d.code = any (string_to_array(here.path, '/')) and d.code <> place and starts_with(d.path, mine);
  end if;
  select jsonb_agg(to_jsonb(s)) into sums from humi_place_sums(place) s;
  select jsonb_agg(jsonb_build_object('code', d.code, 'name', d.name, 'firms', coalesce(s.firms, 0) + coalesce(h.firms, 0), 'assessed', coalesce(s.assessed, 0) + coalesce(h.assessed, 0), 'contact_points', coalesce(s.contact_points, 0) + coalesce(h.contact_points, 0),
      'contact_assessed', coalesce(s.contact_assessed, 0) + coalesce(h.contact_assessed, 0), 'a', coalesce(s.a, 0) + coalesce(h.a, 0), 'b', coalesce(s.b, 0) + coalesce(h.b, 0),
      'c', coalesce(s.c, 0) + coalesce(h.c, 0), 'd', coalesce(s.d, 0) + coalesce(h.d, 0), 'score_sum', coalesce(s.score_sum, 0) + coalesce(h.score_sum, 0)) order by d.code) into parts
    from divisions d
   cross join lateral (
     select sum(e.firms) as firms, sum(e.assessed) as assessed, sum(e.contact_points) as contact_points, sum(e.contact_assessed) as contact_assessed, sum(e.a) as a, sum(e.b) as b, sum(e.c) as c, sum(e.d) as d, sum(e.score_sum) as score_sum
       from enterprise_sums e where e.division_code = d.code) s
   cross join lateral (
     select sum(h.sign) as firms,
            sum(h.sign) filter (where h.grade is not null) as assessed,
            sum(h.sign) filter (where h.contact_point) as contact_points,
            sum(h.sign) filter (where h.contact_point and h.grade is not null) as contact_assessed,
            sum(h.sign) filter (where h.grade = 'A') as a,
            sum(h.sign) filter (where h.grade = 'B') as b,
            sum(h.sign) filter (where h.grade = 'C') as c,
            sum(h.sign) filter (where h.grade = 'D') as d,
            sum(h.sign * coalesce(h.score, 0)) as score_sum
       from sum_changes h where h.kind = 'firm' and h.path ~>=~ d.path and h.path ~<~ (d.path || '~')) h
   where d.parent_code = place;
  select jsonb_agg(jsonb_build_object('month', m.month, 'finished', m.finished, 'first_time', m.first_time, 'score_sum', m.score_sum))
    into months from humi_place_months(place, since) m;
  return jsonb_build_object('name', here.name, 'above', coalesce(above, '[]'), 'sums', coalesce(sums, '[]'),
    'parts', coalesce(parts, '[]'), 'months', coalesce(months, '[]'));
end $$;

-- The name of a body, which every signed-in person may read: without the policies of organisations, whose planning costs
-- a list more than its rows do. Nothing of an enterprise.
create function humi_body_name(body uuid) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select o.name from organisations o where o.id = body and o.kind <> 'enterprise' and nullif(current_setting('humi.person', true), '') is not null
$$;

-- The first look at the firms of a county or a city, in the order of the index, with their total: what everybody opens. Its plan is
-- kept, where one for each range of paths anew costs five times the answer; row security stands (it runs as its caller).
create function humi_firms_of(place text, most integer, skip integer) returns jsonb
language plpgsql stable set plan_cache_mode = 'force_generic_plan' as $$
declare
  total bigint;
  rows jsonb;
begin
  select count(*) into total from enterprises e
   where e.org_state = 'active' and e.path ~>=~ place and e.path ~<~ (place || '~');
  select jsonb_agg(jsonb_build_object('id', e.org_id, 'name', e.name, 'credit_code', e.credit_code, 'division_code', e.division_code,
      'division_name', d.name, 'industry', e.industry, 'size', e.size, 'tags', e.tags, 'contact_name', e.contact_name,
      'contact_phone', e.contact_phone, 'contact_point', e.contact_point, 'station_name', case when e.station_org is not null then humi_body_name(e.station_org) end,
      'state', e.state, 'grade', e.grade, 'score', e.score, 'assessed_on', e.assessed_on, 'visited_on', e.visited_on)
      order by e.path using ~<~, e.name, e.org_id) into rows
    from (select * from enterprises e where e.org_state = 'active' and e.path ~>=~ place and e.path ~<~ (place || '~')
           order by e.path using ~<~, e.name, e.org_id limit most offset skip) e
    join divisions d on d.code = e.division_code;
  return jsonb_build_object('total', total, 'rows', coalesce(rows, '[]'));
end $$;

alter function humi_place_items(text, text, text, text) set plan_cache_mode = 'force_generic_plan';
