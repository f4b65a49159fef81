-- The region's pages in one call each, their plans kept by the connection (C24). Past row security like the functions
-- they stand on, so each asks first whether the asker oversees the place; null where not. Rows become JSON as they are
-- (json_agg of a row): naming each column again for each row takes three times as long.

-- Sums of the whole place, by section and by size, the divisions next below with theirs, months since a day, and the
-- overseen divisions above. Without a place: the asker's own.
create function humi_coverage_page(place text, since date) returns json
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = 'force_generic_plan' as $$
declare
  here divisions%rowtype;
  mine text := coalesce(nullif(current_setting('humi.below', true), ''), '!');
  above json;
  groups json;
  parts json;
  months json;
begin
  select * into here from divisions d where d.code = coalesce(place, split_part(rtrim(mine, '/'), '/', -1)) and starts_with(d.path, mine);
  if here.code is null then return null; end if;
  if here.path <> mine then
    select json_agg(json_build_object('code', d.code, 'name', d.name) order by d.path) into above
      from divisions d where d.code = any (string_to_array(here.path, '/')) and d.code <> here.code and starts_with(d.path, mine);
  end if;
  select json_agg(g) into groups
    from (select s.industry_section, s.size, sum(s.firms) as firms, sum(s.assessed) as assessed, sum(s.contact_points) as contact_points,
                 sum(s.contact_assessed) as contact_assessed, sum(s.a) as a, sum(s.b) as b, sum(s.c) as c, sum(s.d) as d, sum(s.score_sum) as score_sum
            from humi_place_sums(here.code) s group by grouping sets ((), (s.industry_section), (s.size))) g;
  select json_agg(p) into parts
    from (select d.code, d.name, coalesce(s.firms, 0) + coalesce(h.firms, 0) as firms, coalesce(s.assessed, 0) + coalesce(h.assessed, 0) as assessed,
                 coalesce(s.contact_points, 0) + coalesce(h.contact_points, 0) as contact_points,
                 coalesce(s.contact_assessed, 0) + coalesce(h.contact_assessed, 0) as contact_assessed, coalesce(s.a, 0) + coalesce(h.a, 0) as a,
                 coalesce(s.b, 0) + coalesce(h.b, 0) as b, coalesce(s.c, 0) + coalesce(h.c, 0) as c, coalesce(s.d, 0) + coalesce(h.d, 0) as d,
                 coalesce(s.score_sum, 0) + coalesce(h.score_sum, 0) as score_sum
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
           where d.parent_code = here.code order by d.code) p;
  select json_agg(m) into months from (select m.month, m.finished, m.first_time, m.score_sum from humi_place_months(here.code, since) m) m;
  return json_build_object('code', here.code, 'name', here.name, 'above', coalesce(above, '[]'), 'groups', groups,
    'parts', coalesce(parts, '[]'), 'months', coalesce(months, '[]'));
end $$;

-- The first look at the firms of a county or a city, in the order of the index, with their total: what everybody opens.
-- Without a division, or with one around it: the asker's own place. Null for an asker who oversees none, for a division
-- elsewhere, and for wider places, whose plan must know how wide they are. All that is below the place is the asker's to
-- see, so that it is asked once and not of every firm that is counted.
create function humi_firms_of(division text, most integer, skip integer) returns json
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = 'force_generic_plan' as $$
declare
  mine text := coalesce(nullif(current_setting('humi.below', true), ''), '!');
  place text := mine;
  total bigint;
  rows json;
begin
  if division is not null then
    select case when starts_with(mine, d.path) then mine else d.path end into place from divisions d where d.code = division;
  end if;
  -- Nation, province and city, and the empty part behind the last stroke.
  if place is null or not starts_with(place, mine) or cardinality(string_to_array(place, '/')) < 4 then return null; end if;
  select count(*) into total from enterprises e
   where e.org_state = 'active' and e.path ~>=~ place and e.path ~<~ (place || '~');
  -- Names are looked up firm by firm: a join would be planned for a page of any length.
  select json_agg(r) into rows
    from (select e.org_id as id, e.name, e.credit_code, e.division_code, (select d.name from divisions d where d.code = e.division_code) as division_name,
                 e.industry, e.size, e.tags, e.contact_name, e.contact_phone, e.contact_point,
                 (select o.name from organisations o where o.id = e.station_org) as station_name, e.state, e.grade, e.score, e.assessed_on, e.visited_on
            from enterprises e where e.org_state = 'active' and e.path ~>=~ place and e.path ~<~ (place || '~')
           order by e.path using ~<~, e.name, e.org_id limit most offset skip) r;
  return json_build_object('total', total, 'rows', coalesce(rows, '[]'));
end $$;

alter function humi_place_items(text, text, text, text) set plan_cache_mode = 'force_generic_plan';
