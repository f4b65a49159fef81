-- Meetings of a programme's leading group or joint conference (C06): agenda, minutes, resolutions that become tasks.
create table meetings (
  id uuid primary key,
  programme_id uuid not null references programmes (id),
  path text not null,
  kind text not null check (kind in ('leading_group', 'joint_conference', 'working')),
  title text not null,
  held_on date not null,
  place text,
  agenda text[] not null default '{}',
  minutes text,
  file_ids uuid[] not null default '{}',
  state text not null default 'planned' check (state in ('planned', 'recorded', 'final', 'cancelled')),
  recorded_by uuid references people (id),
  finalised_at timestamptz,
  deposit_id uuid,
  created_at timestamptz not null,
  version integer not null default 1
);
create index meetings_programme on meetings (programme_id, held_on desc);

-- Who is invited; whether they came is null until the minutes are recorded.
create table meeting_units (
  id uuid primary key,
  meeting_id uuid not null references meetings (id),
  programme_id uuid not null references programmes (id),
  path text not null,
  position integer not null,
  unit text not null,
  org_id uuid references organisations (id),
  attended boolean,
  post text
);
create index meeting_units_meeting on meeting_units (meeting_id, position);

-- One with a unit that leads becomes a task when the minutes are final; one without is noted only.
create table resolutions (
  id uuid primary key,
  meeting_id uuid not null references meetings (id),
  programme_id uuid not null references programmes (id),
  path text not null,
  position integer not null,
  text text not null,
  unit text,
  org_id uuid references organisations (id),
  due_on date,
  measure_id uuid references measures (id),
  task_id uuid references tasks (id)
);
create index resolutions_meeting on resolutions (meeting_id, position);
