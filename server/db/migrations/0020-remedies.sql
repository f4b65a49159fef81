-- What follows a risk assessment (C17, C18, C24): actions, the region's sums, and links for an outsider.
alter table remedies
  add column weight numeric(4, 1) not null default 0,
  add column dimension text not null default '',
  -- Why it was dropped or taken up again; `note` says what was done.
  add column reason text,
  add column done_by uuid references people (id),
  -- What shows that it is done: the deposit of finishing it, or the later assessment whose answer is better.
  add column proof_deposit uuid,
  add column proof_given uuid,
  add column proof_assessment uuid references assessments (id);
create index remedies_place on remedies (path text_pattern_ops, state, due_on);
create index remedies_assessment on remedies (assessment_id);

-- The clock of an action is the duty of whoever is in charge, once that person has an account; of somebody who leaves it
-- goes back to the firm's officers.
create function humi_remedy_follows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update deadlines d set person_id = case when new.state = 'active' then new.person_id end
    from remedies r where r.owner_member = new.id and r.state = 'open'
     and d.noun = 'remedy' and d.row_id = r.id and d.kind = 'remedy.finish';
  return null;
end $$;
create trigger members_remedies after update of person_id, state on members
  for each row when ((old.person_id, old.state) is distinct from (new.person_id, new.state)) execute function humi_remedy_follows();
create index remedies_owner on remedies (owner_member) where state = 'open';

-- What the registers of a firm say to an assessment, as counts (C17): people near secrets, how many of them are bound by a
-- signed agreement and learnt within a year, trainings held, and exits with all their steps. Past row security, because an
-- officer on site sees none of it; for whoever sees the firm.
create function humi_known_of(firm uuid, day date) returns table (near integer, bound integer, trained integer,
  trainings integer, trained_on date, exits integer, exits_complete integer, exited_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  with near as (
    select m.id,
           exists (select 1 from agreements a where a.member_id = m.id and a.kind = 'confidentiality' and a.state = 'signed') as bound,
           exists (select 1 from learning_answers l where l.member_id = m.id and l.state = 'confirmed'
             and l.confirmed_at >= day - interval '1 year') as trained
      from members m where m.org_id = firm and m.state = 'active' and m.access <> 'none'),
  held as (
    select count(distinct l.learning_id) as trainings, max((l.confirmed_at at time zone 'Asia/Shanghai')::date) as trained_on
      from learning_answers l where l.org_id = firm and l.state = 'confirmed' and l.confirmed_at >= day - interval '1 year'),
  -- An exit is due with its kit; one that was ended with steps left open has a reason.
  gone as (
    select count(*) as exits, count(*) filter (where k.state = 'finished' and k.reason is null) as exits_complete,
           max((k.finished_at at time zone 'Asia/Shanghai')::date) filter (where k.reason is null) as exited_on
      from member_kits k where k.org_id = firm and k.kind = 'exit' and (k.state = 'finished' or k.due_on < day))
  select p.near::integer, p.bound::integer, p.trained::integer, held.trainings::integer, held.trained_on, gone.exits::integer,
         gone.exits_complete::integer, gone.exited_on
    from (select count(*) as near, count(*) filter (where n.bound) as bound, count(*) filter (where n.trained) as trained from near n) p
   cross join held cross join gone
   where exists (select 1 from enterprises e where e.org_id = firm and (e.org_id = nullif(current_setting('humi.org', true), '')::uuid
      or starts_with(e.path, coalesce(nullif(current_setting('humi.below', true), ''), '!'))
      or e.station_org = nullif(current_setting('humi.org', true), '')::uuid
      or e.liaison_org = nullif(current_setting('humi.org', true), '')::uuid))
$$;

-- A one-time link with which somebody without an account fills one assessment (C17). Only the token's hash is kept.
create table assessment_links (
  id uuid primary key,
  assessment_id uuid not null references assessments (id),
  enterprise_id uuid not null references organisations (id),
  path text not null,
  token_hash text not null unique,
  created_by uuid not null references people (id),
  created_org uuid not null references organisations (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  opened_at timestamptz,
  revoked_at timestamptz,
  ended_at timestamptz,
  -- Who filled it, as they gave their name on finishing.
  filled_by_name text
);
create index assessment_links_assessment on assessment_links (assessment_id, created_at desc);

-- What is counted of a region (docs/decisions/0014). An act only adds rows to sum_changes, which no two acts ever fight
-- over; one writer folds them into the sums of the county and of every division above. A reader adds both.
create table sum_changes (
  id bigint generated always as identity primary key,
  -- firm: a firm as it counts now (its latest assessment included); finish: an assessment finished in a month.
  kind text not null check (kind in ('firm', 'finish')),
  sign smallint not null,
  path text not null,
  industry_section text not null default '',
  size text not null default '',
  contact_point boolean not null default false,
  grade text,
  score numeric(5, 1),
  assessment_id uuid,
  month date,
  first_time boolean not null default false
);
create index sum_changes_path on sum_changes (path text_pattern_ops);

-- Firms on the list and the grades of their latest assessment, by section of GB/T 4754 and size ('' where not known).
create table enterprise_sums (
  division_code text not null,
  path text not null,
  industry_section text not null,
  size text not null,
  firms integer not null,
  assessed integer not null,
  contact_points integer not null,
  contact_assessed integer not null,
  a integer not null,
  b integer not null,
  c integer not null,
  d integer not null,
  score_sum numeric not null,
  primary key (division_code, industry_section, size)
);

-- How the latest assessments of the firms answered each item: item → [no, partly, answered].
create table missed_items (
  division_code text not null,
  path text not null,
  form_key text not null,
  industry_section text not null,
  size text not null,
  items jsonb not null,
  primary key (division_code, form_key, industry_section, size)
);

-- Assessments finished by month; `first_time` of them were their firm's first.
create table assessment_months (
  division_code text not null,
  path text not null,
  month date not null,
  finished integer not null,
  first_time integer not null,
  a integer not null,
  b integer not null,
  c integer not null,
  d integer not null,
  score_sum numeric not null,
  primary key (division_code, month)
);

-- The section of GB/T 4754-2017 of a code with or without its letter ("C3921", "3921", "39"); '' for none.
create function humi_industry_section(industry text) returns text language sql immutable parallel safe as $$
  select case
    when industry is null then ''
    when upper(left(industry, 1)) between 'A' and 'T' then upper(left(industry, 1))
    when left(industry, 2) !~ '^\d\d$' then ''
    else (select s from (values (1, 5, 'A'), (6, 12, 'B'), (13, 43, 'C'), (44, 46, 'D'), (47, 50, 'E'), (51, 52, 'F'),
      (53, 60, 'G'), (61, 62, 'H'), (63, 65, 'I'), (66, 69, 'J'), (70, 70, 'K'), (71, 72, 'L'), (73, 75, 'M'), (76, 79, 'N'),
      (80, 82, 'O'), (83, 83, 'P'), (84, 85, 'Q'), (86, 90, 'R'), (91, 96, 'S'), (97, 97, 'T')) v(low, high, s)
      where left(industry, 2)::integer between low and high union all select '' limit 1)
  end
$$;

-- Is a firm of the same section of industry, or of the same size? Everybody is of 'all' (humi_sector).
create function humi_is_alike(other enterprises, me enterprises, scope text) returns boolean language sql immutable parallel safe as $$
  select case scope when 'industry' then humi_industry_section(other.industry) = humi_industry_section(me.industry)
    when 'size' then other.size = me.size else true end
$$;

-- Does a firm count as listed? One that applied and is not approved, or was refused or closed, does not.
create function humi_is_listed(e enterprises) returns boolean language sql immutable as $$
  select e.org_state = 'active' and e.state not in ('applied', 'refused')
$$;

create function humi_firm_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' and humi_is_listed(old) then
    if tg_op = 'UPDATE' and humi_is_listed(new) and (old.path, humi_industry_section(old.industry), old.size, old.contact_point, old.grade, old.score, old.assessment_id)
      is not distinct from (new.path, humi_industry_section(new.industry), new.size, new.contact_point, new.grade, new.score, new.assessment_id) then return null; end if;
    insert into sum_changes (kind, sign, path, industry_section, size, contact_point, grade, score, assessment_id)
    values ('firm', -1, old.path, humi_industry_section(old.industry), coalesce(old.size, ''), old.contact_point, old.grade, old.score, old.assessment_id);
  end if;
  if tg_op <> 'DELETE' and humi_is_listed(new) then
    insert into sum_changes (kind, sign, path, industry_section, size, contact_point, grade, score, assessment_id)
    values ('firm', 1, new.path, humi_industry_section(new.industry), coalesce(new.size, ''), new.contact_point, new.grade, new.score, new.assessment_id);
  end if;
  return null;
end $$;
create trigger enterprises_counted after insert or delete or
  update of path, org_state, state, industry, size, contact_point, grade, score, assessment_id on enterprises
  for each row execute function humi_firm_changed();

-- A finished assessment stays as it was finished: the sums, the report and its deposit rest on it.
create function humi_assessment_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  month date;
begin
  if tg_op = 'UPDATE' and old.state = 'finished' then
    if (new.state, new.form_id, new.answers, new.score, new.grade, new.finished_on, new.path)
      is distinct from (old.state, old.form_id, old.answers, old.score, old.grade, old.finished_on, old.path)
    then raise exception 'a finished assessment is not changed'; end if;
    return null;
  end if;
  -- Whoever was to look at what an outsider handed in has done so.
  update deadlines set met_at = coalesce(met_at, new.finished_at, now())
   where noun = 'assessment' and row_id = new.id and kind = 'assessment.confirm' and met_at is null and new.state <> 'draft';
  if new.state <> 'finished' then return null; end if;
  month := date_trunc('month', new.finished_on)::date;
  insert into sum_changes (kind, sign, path, grade, score, month, first_time)
  values ('finish', 1, new.path, new.grade, new.score, month, not exists (
    select 1 from assessments a where a.enterprise_id = new.enterprise_id and a.state = 'finished' and a.id <> new.id));
  return null;
end $$;
create trigger assessments_counted after insert or update on assessments
  for each row execute function humi_assessment_changed();

-- What the answers of one assessment add to each item.
create function humi_item_counts(answers jsonb) returns table (item text, no integer, partly integer)
language sql immutable as $$
  select e.key, (e.value ->> 'answer' = '0')::integer, (e.value ->> 'answer' = '0.5')::integer
    from jsonb_each(answers) e where e.value ->> 'answer' in ('0', '0.5', '1')
$$;

create function humi_add_items(was jsonb, more jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_object_agg(item, jsonb_build_array(no, partly, answered)) filter (where answered <> 0), '{}')
    from (select e.key as item, sum((e.value ->> 0)::integer) as no, sum((e.value ->> 1)::integer) as partly, sum((e.value ->> 2)::integer) as answered
      from (select * from jsonb_each(was) union all select * from jsonb_each(more)) e group by e.key) s
$$;

-- The divisions whose sums a path belongs to, the nation included.
create function humi_divisions_above(place text) returns table (code text, path text) language sql stable as $$
  select d.code, d.path from unnest(string_to_array(rtrim(place, '/'), '/')) above(code) join divisions d on d.code = above.code
$$;

-- Adds what stands in the temporary table `folding` (rows like sum_changes) to the sums of every division it belongs to.
create function humi_put_sums() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Which divisions each place belongs to, once a place and not once a row.
  create temp table folding_places on commit drop as
    select f.path as place, d.code, d.path from (select distinct path from folding) f cross join lateral humi_divisions_above(f.path) d;
  analyze folding;
  analyze folding_places;
  insert into enterprise_sums as s
  select d.code, d.path, g.industry_section, g.size, sum(n), coalesce(sum(n) filter (where grade is not null), 0),
         coalesce(sum(n) filter (where contact_point), 0), coalesce(sum(n) filter (where contact_point and grade is not null), 0),
         coalesce(sum(n) filter (where grade = 'A'), 0), coalesce(sum(n) filter (where grade = 'B'), 0),
         coalesce(sum(n) filter (where grade = 'C'), 0), coalesce(sum(n) filter (where grade = 'D'), 0), sum(g.score_sum)
    from (select path, industry_section, size, contact_point, grade, sum(sign) as n, sum(sign * coalesce(score, 0)) as score_sum
            from folding where kind = 'firm' group by 1, 2, 3, 4, 5) g
    join folding_places d on d.place = g.path group by 1, 2, 3, 4
  on conflict (division_code, industry_section, size) do update set path = excluded.path, firms = s.firms + excluded.firms,
    assessed = s.assessed + excluded.assessed, contact_points = s.contact_points + excluded.contact_points,
    contact_assessed = s.contact_assessed + excluded.contact_assessed, a = s.a + excluded.a, b = s.b + excluded.b,
    c = s.c + excluded.c, d = s.d + excluded.d, score_sum = s.score_sum + excluded.score_sum;

  -- Grouped by assessment first: a firm whose size changed takes its answers out here and puts them in there.
  insert into missed_items as m
  select code, path, key, industry_section, size, jsonb_object_agg(item, jsonb_build_array(no, partly, answered))
    from (select d.code, d.path, c.key, c.industry_section, c.size, c.item, sum(c.no) as no, sum(c.partly) as partly, sum(c.answered) as answered
            from (select l.path, l.industry_section, l.size, f.key, i.item, sum(l.n * i.no) as no, sum(l.n * i.partly) as partly, sum(l.n) as answered
                    from (select path, industry_section, size, assessment_id, sum(sign) as n from folding
                           where kind = 'firm' and assessment_id is not null group by 1, 2, 3, 4 having sum(sign) <> 0) l
                    join assessments a on a.id = l.assessment_id join forms f on f.id = a.form_id
                   cross join lateral humi_item_counts(a.answers) i group by 1, 2, 3, 4, 5) c
            join folding_places d on d.place = c.path group by 1, 2, 3, 4, 5, 6) s
   group by 1, 2, 3, 4, 5
  on conflict (division_code, form_key, industry_section, size) do update
    set path = excluded.path, items = humi_add_items(m.items, excluded.items);

  insert into assessment_months as m
  select d.code, d.path, g.month, sum(g.sign), coalesce(sum(g.sign) filter (where g.first_time), 0),
         coalesce(sum(g.sign) filter (where g.grade = 'A'), 0), coalesce(sum(g.sign) filter (where g.grade = 'B'), 0),
         coalesce(sum(g.sign) filter (where g.grade = 'C'), 0), coalesce(sum(g.sign) filter (where g.grade = 'D'), 0),
         sum(g.sign * coalesce(g.score, 0))
    from folding g join folding_places d on d.place = g.path where g.kind = 'finish' group by 1, 2, 3
  on conflict (division_code, month) do update set path = excluded.path, finished = m.finished + excluded.finished,
    first_time = m.first_time + excluded.first_time, a = m.a + excluded.a, b = m.b + excluded.b, c = m.c + excluded.c,
    d = m.d + excluded.d, score_sum = m.score_sum + excluded.score_sum;
end $$;

-- Folds what acts left, at most `most` rows; answers how many. One at a time: the sums of provinces and of the nation
-- have this one writer, so that no act ever waits for another's.
create function humi_fold_sums(most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  taken integer;
begin
  if not exists (select 1 from sum_changes) or not pg_try_advisory_xact_lock(hashtext('humi_fold_sums')) then return 0; end if;
  create temp table folding (like sum_changes) on commit drop;
  with gone as (delete from sum_changes where id in (select id from sum_changes order by id limit most) returning *)
  insert into folding select * from gone;
  get diagnostics taken = row_count;
  perform humi_put_sums();
  return taken;
end $$;

-- Everything from the ground up. What is counted and which changes it holds already are read in one statement, so that
-- an act that commits meanwhile is counted exactly once. Answers the number of firms.
create function humi_recount_sums() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  counted integer;
begin
  perform pg_advisory_xact_lock(hashtext('humi_fold_sums'));
  create temp table folding (like sum_changes) on commit drop;
  with gone as (delete from sum_changes returning 1)
  insert into folding (id, kind, sign, path, industry_section, size, contact_point, grade, score, assessment_id, month, first_time)
  select 0, 'firm', 1, e.path, humi_industry_section(e.industry), coalesce(e.size, ''), e.contact_point, e.grade, e.score, e.assessment_id, null::date, false
    from enterprises e where humi_is_listed(e)
  union all
  select 0, 'finish', 1, a.path, '', '', false, a.grade, a.score, null, date_trunc('month', a.finished_on)::date,
         row_number() over (partition by a.enterprise_id order by a.finished_at, a.id) = 1
    from assessments a where a.state = 'finished';
  delete from enterprise_sums;
  delete from missed_items;
  delete from assessment_months;
  perform humi_put_sums();
  select count(*) into counted from folding where kind = 'firm';
  return counted;
end $$;

-- The path of a division that the asker oversees; nothing for any other. What the next functions read stands on it.
create function humi_overseen(place text) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select path from divisions where code = place and starts_with(path, coalesce(nullif(current_setting('humi.below', true), ''), '!'))
$$;

-- The sums of one division, what is not folded yet included. No row for a division that the asker does not oversee.
create function humi_place_sums(place text) returns table (industry_section text, size text, firms integer, assessed integer,
  contact_points integer, contact_assessed integer, a integer, b integer, c integer, d integer, score_sum numeric)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  prefix text := humi_overseen(place);
begin
  if prefix is null then return; end if;
  return query
  select s.industry_section, s.size, sum(s.firms)::integer, sum(s.assessed)::integer, sum(s.contact_points)::integer,
         sum(s.contact_assessed)::integer, sum(s.a)::integer, sum(s.b)::integer, sum(s.c)::integer, sum(s.d)::integer, sum(s.score_sum)
    from (select e.industry_section, e.size, e.firms, e.assessed, e.contact_points, e.contact_assessed, e.a, e.b, e.c, e.d, e.score_sum
            from enterprise_sums e where e.division_code = place
          union all
          select h.industry_section, h.size, h.sign, case when h.grade is null then 0 else h.sign end, h.sign * h.contact_point::integer,
                 case when h.contact_point and h.grade is not null then h.sign else 0 end, h.sign * (h.grade is not distinct from 'A')::integer,
                 h.sign * (h.grade is not distinct from 'B')::integer, h.sign * (h.grade is not distinct from 'C')::integer,
                 h.sign * (h.grade is not distinct from 'D')::integer, h.sign * coalesce(h.score, 0)
            from sum_changes h where h.kind = 'firm' and h.path ~>=~ prefix and h.path ~<~ (prefix || '~')) s
   group by 1, 2 having sum(s.firms) <> 0 or sum(s.assessed) <> 0;
end $$;

-- How often each item is missed among the latest assessments of a division's firms, for a section or a size or both.
create function humi_place_items(place text, form text, section text, wanted_size text)
returns table (item text, no integer, partly integer, answered integer)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  prefix text := humi_overseen(place);
begin
  if prefix is null then return; end if;
  return query
  select s.item, sum(s.no)::integer, sum(s.partly)::integer, sum(s.answered)::integer
    from (select e.key as item, (e.value ->> 0)::integer as no, (e.value ->> 1)::integer as partly, (e.value ->> 2)::integer as answered
            from missed_items m cross join lateral jsonb_each(m.items) e
           where m.division_code = place and m.form_key = form
             and (section is null or m.industry_section = section) and (wanted_size is null or m.size = wanted_size)
          union all
          select i.item, h.sign * i.no, h.sign * i.partly, h.sign
            from sum_changes h join assessments a on a.id = h.assessment_id join forms f on f.id = a.form_id
           cross join lateral humi_item_counts(a.answers) i
           where h.kind = 'firm' and h.path ~>=~ prefix and h.path ~<~ (prefix || '~') and f.key = form
             and (section is null or h.industry_section = section) and (wanted_size is null or h.size = wanted_size)) s
   group by 1 having sum(s.answered) <> 0;
end $$;

-- Assessments finished by month since a month, and how many firms had their first before it (in the row of a null month).
create function humi_place_months(place text, since date) returns table (month date, finished integer, first_time integer,
  a integer, b integer, c integer, d integer, score_sum numeric)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  prefix text := humi_overseen(place);
begin
  if prefix is null then return; end if;
  return query
  select case when s.month < since then null else s.month end, sum(s.finished)::integer, sum(s.first_time)::integer, sum(s.a)::integer,
         sum(s.b)::integer, sum(s.c)::integer, sum(s.d)::integer, sum(s.score_sum)
    from (select m.month, m.finished, m.first_time, m.a, m.b, m.c, m.d, m.score_sum from assessment_months m where m.division_code = place
          union all
          select h.month, h.sign, h.sign * h.first_time::integer, h.sign * (h.grade is not distinct from 'A')::integer,
                 h.sign * (h.grade is not distinct from 'B')::integer, h.sign * (h.grade is not distinct from 'C')::integer,
                 h.sign * (h.grade is not distinct from 'D')::integer, h.sign * coalesce(h.score, 0)
            from sum_changes h where h.kind = 'finish' and h.path ~>=~ prefix and h.path ~<~ (prefix || '~')) s
   group by 1;
end $$;
