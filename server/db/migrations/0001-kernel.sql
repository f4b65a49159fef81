-- Roles of the database: requests run as humi_app, sign-in as humi_gate, schedules as humi_system. None owns a
-- table, none bypasses row security, none can log in. They belong to the cluster, so they may exist already.
do $$
declare r text;
begin
  foreach r in array array['humi_app', 'humi_gate', 'humi_system'] loop
    begin
      execute format('create role %I nologin nobypassrls', r);
    exception when duplicate_object or unique_violation then null;
    end;
    execute format('grant %I to current_user', r);
  end loop;
end $$;

-- The record of acts: append-only. A trigger refuses update and delete even to the owner.
create table events (
  id uuid primary key,
  at timestamptz not null default now(),
  person_id uuid,
  post_id uuid,
  org_id uuid,
  act text not null,
  noun text not null,
  row_id uuid,
  programme_id uuid,
  path text not null default '',
  data jsonb not null default '{}'
);
create index events_programme on events (programme_id, at desc) where programme_id is not null;
create index events_row on events (noun, row_id, at desc) where row_id is not null;
create index events_org on events (org_id, at desc);
create index events_at on events (at desc);
create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception 'events are append-only'; end $$;
create trigger events_append_only before update or delete or truncate on events
  for each statement execute function refuse_change();

-- One answer for one key: a double click or a retry of a creating verb makes one row.
create table idempotency_keys (
  person_id uuid not null,
  key text not null,
  act text not null,
  request_hash text not null,
  response jsonb,
  at timestamptz not null default now(),
  primary key (person_id, key)
);
create index idempotency_keys_at on idempotency_keys (at);

-- An explicit, dated share of a row with an organisation, itself made by a verb.
create table shares (
  noun text not null,
  row_id uuid not null,
  org_id uuid not null,
  from_on date,
  to_on date,
  primary key (org_id, noun, row_id)
);
create index shares_row on shares (noun, row_id);

-- Deadlines as data: what runs, for whom, until when. Overdue is a query; nothing has a timer of its own.
create table deadlines (
  id uuid primary key,
  noun text not null,
  row_id uuid not null,
  kind text not null,
  org_id uuid,
  programme_id uuid,
  path text not null,
  title text not null,
  due_on date not null,
  met_at timestamptz,
  stopped_at timestamptz,
  unique (noun, row_id, kind)
);
create index deadlines_org on deadlines (org_id, due_on) where met_at is null and stopped_at is null;
create index deadlines_programme on deadlines (programme_id, due_on) where met_at is null and stopped_at is null;

create table files (
  id uuid primary key,
  org_id uuid not null,
  noun text not null,
  row_id uuid,
  programme_id uuid,
  path text not null default '',
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  created_by uuid not null,
  created_at timestamptz not null default now()
);
create index files_row on files (noun, row_id);

-- Legal numbers and product settings: dated rows with source and certainty (content/rules).
create table rule_rows (
  id uuid primary key,
  key text not null,
  value jsonb not null,
  unit text,
  in_force_from date,
  in_force_to date,
  law text not null,
  article text,
  source_url text,
  certainty text not null,
  zh text not null,
  en text not null,
  version integer not null default 1
);
create index rule_rows_key on rule_rows (key, in_force_from);

create table calendar_days (
  day date primary key,
  kind text not null check (kind in ('holiday', 'working')),
  name text not null,
  source text not null
);

create table installation (
  key text primary key,
  value text not null
);
