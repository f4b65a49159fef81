-- A running programme (C01): who issued it, for where, for how long, on what basis.
create table programmes (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  division_code text not null references divisions (code),
  path text not null,
  province_code text,
  city_code text,
  title text not null,
  scope text,
  document_no text,
  issuer text,
  issued_on date,
  from_on date,
  to_on date,
  basis jsonb not null default '[]',
  carries_out uuid references programmes (id),
  state text not null default 'running' check (state in ('running', 'closed')),
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  version integer not null default 1
);
create index programmes_org on programmes (org_id);
create index programmes_path on programmes (path text_pattern_ops);
create index programmes_province on programmes (province_code, city_code, division_code);

create table phases (
  id uuid primary key,
  programme_id uuid not null references programmes (id),
  path text not null,
  position integer not null,
  title text not null,
  from_on date,
  to_on date
);
create index phases_programme on phases (programme_id, position);

create table measures (
  id uuid primary key,
  programme_id uuid not null references programmes (id),
  path text not null,
  position integer not null,
  no text not null,
  title text not null
);
create index measures_programme on measures (programme_id, position);

create table tasks (
  id uuid primary key,
  programme_id uuid not null references programmes (id),
  path text not null,
  measure_id uuid references measures (id),
  phase_id uuid references phases (id),
  position integer not null,
  no text not null default '',
  text text not null,
  from_on date,
  due_on date,
  continuing boolean not null default false,
  state text not null default 'assigned' check (state in ('assigned', 'reported', 'confirmed', 'cancelled')),
  created_at timestamptz not null default now(),
  version integer not null default 1
);
create index tasks_programme on tasks (programme_id, position, id);
create index tasks_state on tasks (programme_id, state, due_on);

-- A unit's part of a task (C03). A group such as 各县（市、区）市场监管局 fans out: one part per member, group_name set.
-- unit_name is the name as the plan has it; org_id is null until it resolves to one organisation.
create table parts (
  id uuid primary key,
  task_id uuid not null references tasks (id),
  programme_id uuid not null references programmes (id),
  path text not null,
  org_id uuid references organisations (id),
  unit_name text not null,
  group_name text,
  role text not null check (role in ('lead', 'supporting')),
  state text not null default 'assigned' check (state in ('assigned', 'reported', 'confirmed', 'cancelled')),
  due_on date,
  reported_at timestamptz,
  confirmed_at timestamptz,
  version integer not null default 1
);
create index parts_task on parts (task_id);
create index parts_org on parts (org_id, state, due_on);
create index parts_programme on parts (programme_id, org_id);
create unique index parts_unit on parts (task_id, unit_name, role);

create table progress_notes (
  id uuid primary key,
  task_id uuid not null references tasks (id),
  part_id uuid references parts (id),
  programme_id uuid not null references programmes (id),
  path text not null,
  org_id uuid not null references organisations (id),
  person_id uuid not null references people (id),
  act text not null default 'note',
  text text not null,
  file_ids uuid[] not null default '{}',
  at timestamptz not null default now()
);
create index progress_notes_task on progress_notes (task_id, at desc);

create table extensions (
  id uuid primary key,
  part_id uuid not null references parts (id),
  task_id uuid not null references tasks (id),
  programme_id uuid not null references programmes (id),
  path text not null,
  org_id uuid not null references organisations (id),
  asked_by uuid not null references people (id),
  asked_at timestamptz not null default now(),
  from_on date,
  to_on date not null,
  reason text not null,
  state text not null default 'asked' check (state in ('asked', 'granted', 'refused', 'cancelled')),
  decided_by uuid references people (id),
  decided_at timestamptz,
  decision_reason text,
  version integer not null default 1
);
create index extensions_programme on extensions (programme_id, state);
create index extensions_part on extensions (part_id);

create table reminders (
  id uuid primary key,
  deadline_id uuid not null references deadlines (id),
  programme_id uuid,
  path text not null,
  org_id uuid not null,
  message text not null,
  sent_by uuid,
  sent_on date not null,
  sent_at timestamptz not null default now(),
  unique (deadline_id, sent_on, message)
);
create index reminders_org on reminders (org_id, sent_at desc);

create table councils (
  id uuid primary key,
  programme_id uuid not null references programmes (id),
  path text not null,
  name text not null,
  head text,
  deputies text[] not null default '{}',
  office text,
  office_org uuid references organisations (id),
  office_duties text[] not null default '{}',
  version integer not null default 1
);
create unique index councils_programme on councils (programme_id);

create table council_members (
  id uuid primary key,
  council_id uuid not null references councils (id),
  programme_id uuid not null references programmes (id),
  path text not null,
  position integer not null,
  unit text not null,
  post text,
  org_id uuid references organisations (id),
  duties text[] not null default '{}'
);
create index council_members_programme on council_members (programme_id, position);

create table pilots (
  id uuid primary key,
  programme_id uuid not null references programmes (id),
  path text not null,
  title text not null,
  place text,
  org_id uuid references organisations (id),
  guiding_contact text,
  guiding_org uuid references organisations (id),
  from_on date,
  to_on date,
  state text not null default 'running' check (state in ('running', 'closed')),
  created_at timestamptz not null default now(),
  version integer not null default 1
);
create index pilots_programme on pilots (programme_id);

create table reporting_duties (
  id uuid primary key,
  programme_id uuid not null references programmes (id),
  path text not null,
  due text[] not null,
  receivers text[] not null default '{}'
);
create index reporting_duties_programme on reporting_duties (programme_id);

create table reports (
  id uuid primary key,
  duty_id uuid not null references reporting_duties (id),
  programme_id uuid not null references programmes (id),
  path text not null,
  org_id uuid not null references organisations (id),
  due_on date not null,
  receivers text[] not null default '{}',
  state text not null default 'due' check (state in ('due', 'submitted', 'cancelled')),
  note text,
  file_ids uuid[] not null default '{}',
  submitted_by uuid references people (id),
  submitted_at timestamptz,
  version integer not null default 1
);
create unique index reports_duty on reports (duty_id, due_on);
create index reports_programme on reports (programme_id, due_on);

create table targets (
  id uuid primary key,
  programme_id uuid not null references programmes (id),
  path text not null,
  phase_id uuid references phases (id),
  position integer not null,
  subject text,
  subject_text text not null,
  comparison text not null check (comparison in ('at_least', 'exactly', 'at_most', 'between')),
  value numeric not null,
  value_to numeric,
  unit text not null default '',
  by_on date,
  text text not null default '',
  parent_id uuid references targets (id),
  org_id uuid references organisations (id),
  division_code text references divisions (code),
  state text not null default 'active' check (state in ('active', 'cancelled')),
  version integer not null default 1
);
create index targets_programme on targets (programme_id, position);
create index targets_parent on targets (parent_id);
create index targets_org on targets (org_id);

create table target_overrides (
  id uuid primary key,
  target_id uuid not null references targets (id),
  programme_id uuid not null references programmes (id),
  path text not null,
  value numeric not null,
  reason text not null,
  person_id uuid not null references people (id),
  at timestamptz not null default now(),
  withdrawn_at timestamptz
);
create index target_overrides_target on target_overrides (target_id, at desc);

create table target_values (
  target_id uuid not null references targets (id),
  day date not null,
  programme_id uuid not null,
  path text not null,
  computed numeric,
  numerator numeric,
  denominator numeric,
  overridden numeric,
  primary key (target_id, day)
);

-- Counts per programme, kept by the door in the transaction of each act and refreshed every night, so that a
-- superior's overview reads one row a programme however many tasks there are.
create table programme_rollups (
  programme_id uuid primary key references programmes (id),
  org_id uuid not null,
  division_code text not null,
  path text not null,
  province_code text,
  city_code text,
  title text not null,
  state text not null,
  from_on date,
  to_on date,
  tasks integer not null default 0,
  confirmed integer not null default 0,
  reported integer not null default 0,
  late integer not null default 0,
  due_soon integer not null default 0,
  targets integer not null default 0,
  targets_met integer not null default 0,
  computed_on date not null default current_date
);
create index programme_rollups_province on programme_rollups (province_code, city_code, division_code);
create index programme_rollups_path on programme_rollups (path text_pattern_ops);

-- The owner of a programme that was just created, in this very transaction, reaches its rows at once.
create function humi_join(programme uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from programmes where id = programme
      and org_id = nullif(current_setting('humi.org', true), '')::uuid) then
    raise exception 'not the owner of this programme';
  end if;
  perform set_config('humi.programmes',
    (coalesce(nullif(current_setting('humi.programmes', true), ''), '{}')::uuid[] || programme)::text, true);
end $$;

-- The programmes of the divisions above the actor's own (and of their own): what a programme may carry out. Only what
-- stands on the title page of a published plan leaves; nothing that the programme holds.
create function humi_superiors() returns table (id uuid, title text, document_no text, division_code text, from_on date, to_on date, state text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.title, p.document_no, p.division_code, p.from_on, p.to_on, p.state
    from organisations me join programmes p on starts_with(me.path, p.path) and p.org_id <> me.id
   where me.id = nullif(current_setting('humi.org', true), '')::uuid
$$;
