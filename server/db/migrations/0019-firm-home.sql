-- Duties of a firm and of its people (docs/decisions/0013): rows of deadlines without a programme. One that names a
-- person is that person's own.
alter table deadlines add column person_id uuid references people (id);
create index deadlines_person on deadlines (person_id, due_on) where person_id is not null and met_at is null and stopped_at is null;

-- What the home page needs of an organisation, in one round trip whose plans are kept by the connection. Row security
-- stands as for any query (the function runs as its caller). Which things come first is domain/home/rules.ts; here
-- are the first candidates of every kind, and how many there are in all.
-- It travels in the message that opens the request, when the roles of the asker are known to the database alone: so it is
-- told which roles receive exhibits and which approve applications.
-- Without the setting each of its statements would be planned anew at each call, at eight times the cost of the answer.
create function home_page(day date, receivers text[], approvers text[]) returns jsonb
language plpgsql stable set plan_cache_mode = 'force_generic_plan' as $$
declare
  me uuid := nullif(current_setting('humi.org', true), '')::uuid;
  person uuid := nullif(current_setting('humi.person', true), '')::uuid;
  mine uuid[] := coalesce(nullif(current_setting('humi.programmes', true), '')::uuid[], '{}');
  roles text[] := coalesce(nullif(current_setting('humi.roles', true), '')::text[], '{}');
  led uuid[];
  seen timestamptz;
  since timestamptz;
  deadlines_total bigint;
  waiting_total bigint;
  things jsonb;
  changes jsonb;
  changes_total bigint;
  running jsonb;
  running_total bigint;
  awaited jsonb := '{"total": 0, "rows": []}';
  unvisited_before date;
  firm jsonb;
  served jsonb;
  applied jsonb := '{"total": 0, "rows": []}';
begin
  select seen_at into seen from home_visits where person_id = person and org_id = me;
  since := coalesce(seen, ((day - 7)::timestamp at time zone 'Asia/Shanghai'));
  select array_agg(id) into led from programmes where org_id = me and state = 'running' and id = any (mine);

  select count(*) into deadlines_total from deadlines where org_id = me and (person_id is null or person_id = person) and met_at is null and stopped_at is null;
  select count(*) into waiting_total from parts where programme_id = any (led) and state = 'reported';

  with clocks as (
    (select d.id, d.noun, d.row_id, d.kind, d.programme_id, d.title, d.due_on from deadlines d
      where d.org_id = me and (d.person_id is null or d.person_id = person) and d.met_at is null and d.stopped_at is null order by d.due_on, d.id limit 6)
    union
    (select d.id, d.noun, d.row_id, d.kind, d.programme_id, d.title, d.due_on from deadlines d
      where d.org_id = me and (d.person_id is null or d.person_id = person) and d.met_at is null and d.stopped_at is null and d.noun = 'extension' order by d.due_on, d.id limit 3)),
  waiting as (
    select a.id, a.task_id, a.programme_id, a.org_id, a.unit_name, a.due_on, a.reported_at from parts a
     where a.programme_id = any (led) and a.state = 'reported' order by a.reported_at, a.id limit 6),
  found as (
    select c.id as deadline_id, c.kind, c.noun, c.row_id, c.programme_id, c.title, c.due_on, null::date as since_on,
           coalesce(a.task_id, x.task_id) as task_id, xo.name as unit, x.to_on
      from clocks c
      left join parts a on c.noun = 'part' and a.id = c.row_id
      left join extensions x on c.noun = 'extension' and x.id = c.row_id
      left join organisations xo on xo.id = x.org_id
    union all
    select null, 'part.waiting', 'part', w.id, w.programme_id, t.text, w.due_on,
           (w.reported_at at time zone 'Asia/Shanghai')::date, w.task_id, coalesce(o.name, w.unit_name), null
      from waiting w join tasks t on t.id = w.task_id left join organisations o on o.id = w.org_id)
  select coalesce(jsonb_agg(to_jsonb(f) || jsonb_build_object('programme_title', p.title)), '[]') into things
    from found f left join programmes p on p.id = f.programme_id;

  select count(*) into changes_total from events
   where programme_id = any (mine) and at > since and person_id is distinct from person;
  with latest as (
    select e.at, e.act, e.noun, e.row_id, e.programme_id, e.org_id from events e
     where e.programme_id = any (mine) and e.at > since and e.person_id is distinct from person
     order by e.at desc, e.id desc limit 10)
  select coalesce(jsonb_agg(jsonb_build_object('at', l.at at time zone 'UTC', 'act', l.act, 'noun', l.noun, 'row_id', l.row_id,
           'programme_id', l.programme_id, 'organisation_name', o.name,
           'title', coalesce((select t.text from tasks t where l.noun = 'task' and t.id = l.row_id),
             (select g.subject_text from targets g where l.noun = 'target' and g.id = l.row_id), p.title)) order by l.at desc), '[]') into changes
    from latest l left join programmes p on p.id = l.programme_id left join organisations o on o.id = l.org_id;

  select count(*) into running_total from programme_rollups where programme_id = any (mine) and state = 'running';
  with first as (
    select * from programme_rollups where programme_id = any (mine) and state = 'running'
     order by (org_id = me) desc, late desc, programme_id limit 6)
  select coalesce(jsonb_agg(jsonb_build_object('id', f.programme_id, 'title', f.title, 'tasks', f.tasks, 'confirmed', f.confirmed,
           'late', f.late, 'due_soon', f.due_soon, 'targets', f.targets, 'targets_met', f.targets_met, 'from_on', f.from_on,
           'to_on', f.to_on, 'phase', (select h.title from phases h where h.programme_id = f.programme_id and h.from_on <= day
             and h.to_on >= day order by h.position desc limit 1))), '[]') into running
    from first f;

  -- Exhibits on their way to this organisation, the longest waiting first. No rule sets a day for the receipt, so that
  -- they have no clock. Most organisations have none, most of the time: that is asked first.
  if roles && receivers and exists (select 1 from exhibits x where x.moving_to = me and x.state = 'moved') then
    select jsonb_build_object('total', count(*), 'rows', coalesce(jsonb_agg(to_jsonb(w) - 'place' order by w.place)
       filter (where w.place <= 3), '[]')) into awaited
      from (select x.id, x.year, x.number, x.name, o.name as unit, (s.at at time zone 'Asia/Shanghai')::date as since_on,
                   row_number() over (order by s.at, x.id) as place
              from exhibits x left join organisations o on o.id = x.keeper_org
              left join lateral (select max(at) as at from custody_steps where exhibit_id = x.id and act = 'move') s on true
             where x.moving_to = me and x.state = 'moved') w;
  end if;

  -- A firm's own beginning: what is done, from facts.
  select jsonb_build_object('assessed_on', e.assessed_on, 'grade', e.grade, 'retest_on', e.retest_on, 'members', e.member_count,
         'agreements', e.agreement_count, 'secrets', e.secret_count, 'documents', e.document_count,
         'keys', exists (select 1 from roll_entries r where r.org_id = me)) into firm
    from enterprises e where e.org_id = me;

  -- Firms that this organisation serves: who was not visited for long, and whose weak grade nobody has visited for.
  if exists (select 1 from enterprises e where e.station_org = me or e.liaison_org = me) then
    select day - r.value::integer into unvisited_before from rule_rows r
     where r.key = 'visit_interval' and coalesce(r.in_force_from <= day, true) and coalesce(r.in_force_to >= day, true)
     order by r.in_force_from desc nulls last limit 1;
    with firms as (
      select e.org_id as id, e.name, e.visited_on, e.grade, e.assessed_on,
             coalesce(e.grade in ('C', 'D') and (e.visited_on is null or e.visited_on < e.assessed_on), false) as weak,
             (e.visited_on is null or e.visited_on < unvisited_before) as unvisited
        from enterprises e where (e.station_org = me or e.liaison_org = me) and e.org_state = 'active' and e.org_id <> me),
    picked as (
      (select 'firm.weak' as kind, m.* from firms m where m.weak order by m.grade desc, m.assessed_on, m.id limit 3)
      union all
      (select 'firm.unvisited', m.* from firms m where m.unvisited and not m.weak order by m.visited_on nulls first, m.id limit 3))
    select jsonb_build_object('total', (select count(*) from firms), 'weak', (select count(*) from firms m where m.weak),
           'unvisited', (select count(*) from firms m where m.unvisited),
           'rows', coalesce((select jsonb_agg(jsonb_build_object('kind', p.kind, 'id', p.id, 'name', p.name,
             'visited_on', p.visited_on, 'grade', p.grade, 'assessed_on', p.assessed_on)) from picked p), '[]')) into served;
  end if;

  -- Firms that applied to join, the longest waiting first.
  if roles && approvers and exists (select 1 from enterprise_applications a where a.state = 'asked') then
    select jsonb_build_object('total', count(*), 'rows', coalesce(jsonb_agg(to_jsonb(w) - 'place' order by w.place)
       filter (where w.place <= 3), '[]')) into applied
      from (select a.id, a.name, (a.asked_at at time zone 'Asia/Shanghai')::date as since_on,
                   row_number() over (order by a.asked_at, a.id) as place
              from enterprise_applications a where a.state = 'asked') w;
  end if;

  return jsonb_build_object('firm', firm, 'served', served, 'applied', applied, 'awaited', awaited, 'since', seen at time zone 'UTC', 'candidates', things, 'things_total', deadlines_total + waiting_total,
    'changes', changes, 'changes_total', changes_total, 'programmes', running, 'programmes_total', running_total);
end $$;
