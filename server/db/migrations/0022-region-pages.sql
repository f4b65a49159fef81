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
  select jsonb_agg(to_jsonb(p) order by p.code) into parts from (
    select d.code, d.name, coalesce(sum(s.firms), 0) as firms, coalesce(sum(s.assessed), 0) as assessed,
           coalesce(sum(s.contact_points), 0) as contact_points, coalesce(sum(s.contact_assessed), 0) as contact_assessed,
           coalesce(sum(s.a), 0) as a, coalesce(sum(s.b), 0) as b, coalesce(sum(s.c), 0) as c, coalesce(sum(s.d), 0) as d,
           coalesce(sum(s.score_sum), 0) as score_sum
      from divisions d left join lateral (
        select e.firms, e.assessed, e.contact_points, e.contact_assessed, e.a, e.b, e.c, e.d, e.score_sum
          from enterprise_sums e where e.division_code = d.code
        union all
        select h.sign, case when h.grade is null then 0 else h.sign end, h.sign * h.contact_point::integer,
               case when h.contact_point and h.grade is not null then h.sign else 0 end, h.sign * (h.grade is not distinct from 'A')::integer,
               h.sign * (h.grade is not distinct from 'B')::integer, h.sign * (h.grade is not distinct from 'C')::integer,
               h.sign * (h.grade is not distinct from 'D')::integer, h.sign * coalesce(h.score, 0)
          from sum_changes h where h.kind = 'firm' and h.path ~>=~ d.path and h.path ~<~ (d.path || '~')) s on true
     where d.parent_code = place group by d.code, d.name) p;
  select jsonb_agg(jsonb_build_object('month', m.month, 'finished', m.finished, 'first_time', m.first_time, 'score_sum', m.score_sum))
    into months from humi_place_months(place, since) m;
  return jsonb_build_object('name', here.name, 'above', coalesce(above, '[]'), 'sums', coalesce(sums, '[]'),
    'parts', coalesce(parts, '[]'), 'months', coalesce(months, '[]'));
end $$;
