-- Visits, patrols, return visits and diagnoses (C15). The id is the phone's own, so that one sent twice is one row.
create table visits (
  id uuid primary key,
  enterprise_id uuid not null references organisations (id),
  -- As it was called on the day: who serves it may change.
  enterprise_name text not null,
  division_code text not null,
  path text not null,
  industry text,
  -- Whose visit it is: the office or station that went.
  org_id uuid not null references organisations (id),
  person_id uuid not null references people (id),
  kind text not null check (kind in ('visit', 'patrol', 'return', 'diagnosis')),
  visited_on date not null,
  -- The moment of writing by the phone's clock, and when it arrived by ours.
  told_at timestamptz not null,
  received_at timestamptz not null,
  present text[] not null default '{}',
  topics text[] not null default '{}',
  note text,
  next_on date,
  state text not null default 'recorded' check (state in ('recorded', 'discarded')),
  reason text,
  -- Of what was sent first: a repeat has the same.
  digest text not null,
  version integer not null default 1
);
create index visits_enterprise on visits (enterprise_id, visited_on desc);
create index visits_org on visits (org_id, visited_on desc);
create index visits_place on visits (path text_pattern_ops, visited_on) where state = 'recorded';

-- What was found, what was agreed, until when; closed by the visit or the officer that saw it done.
create table visit_findings (
  id uuid primary key,
  visit_id uuid not null references visits (id),
  enterprise_id uuid not null references organisations (id),
  path text not null,
  org_id uuid not null references organisations (id),
  topic text,
  what text not null,
  severity text not null check (severity in ('low', 'medium', 'high')),
  remedy text,
  due_on date,
  state text not null default 'open' check (state in ('open', 'reported', 'done', 'discarded')),
  reported_on date,
  done_on date,
  done_visit uuid references visits (id),
  position integer not null,
  version integer not null default 1
);
create index visit_findings_visit on visit_findings (visit_id, position);
create index visit_findings_open on visit_findings (enterprise_id, due_on) where state in ('open', 'reported');

-- What the visiting organisation notes for itself and those above; never the firm's to read.
create table visit_notes (
  visit_id uuid primary key references visits (id),
  org_id uuid not null references organisations (id),
  path text not null,
  note text not null
);

create function count_visit(day date, place text, programme uuid, narrowed boolean)
returns table (noun text, row_id uuid, title text, on_day date, org_id uuid, hit boolean)
language sql stable as $$
  select 'visit'::text, v.id, v.enterprise_name, v.visited_on, v.org_id, true
    from visits v
   where v.path ~>=~ place and v.path ~<~ (place || '~') and v.state = 'recorded' and v.visited_on <= day
$$;
comment on function count_visit is '范围内已登记的企业走访、巡查、回访、诊断次数';
