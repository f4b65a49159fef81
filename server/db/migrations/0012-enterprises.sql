-- Enterprises (C15, C16): the firm's own page beside its organisation. Name, code and place are copies, kept by a
-- trigger, so that the list of a county with a million firms in the installation reads one table.
create table enterprises (
  org_id uuid primary key references organisations (id),
  name text not null,
  credit_code text,
  division_code text not null,
  path text not null,
  org_state text not null,
  industry text,
  size text check (size in ('micro', 'small', 'medium', 'large')),
  staff integer check (staff >= 0),
  tags text[] not null default '{}',
  address text,
  contact_point boolean not null default false,
  contact_name text,
  contact_phone text,
  contact_email text,
  -- The bureau's side and the station's side of the liaison.
  liaison_org uuid references organisations (id),
  liaison_person uuid references people (id),
  station_org uuid references organisations (id),
  station_person uuid references people (id),
  origin text not null default 'entered' check (origin in ('entered', 'imported', 'invited', 'applied')),
  state text not null default 'listed' check (state in ('listed', 'invited', 'applied', 'joined', 'refused')),
  joined_at timestamptz,
  -- What other nouns last said of the firm, for lists and sums; written by their acts.
  visited_on date,
  assessment_id uuid,
  score numeric(5, 1),
  grade text check (grade in ('A', 'B', 'C', 'D')),
  key_missing integer,
  assessed_on date,
  retest_on date,
  member_count integer not null default 0,
  agreement_count integer not null default 0,
  document_count integer not null default 0,
  secret_count integer not null default 0,
  secrets_reviewed_on date,
  created_at timestamptz not null default now(),
  version integer not null default 1
);
create index enterprises_place on enterprises (path text_pattern_ops, name) where org_state = 'active';
create index enterprises_liaison on enterprises (liaison_org) where liaison_org is not null;
create index enterprises_station on enterprises (station_org) where station_org is not null;
create index enterprises_credit_code on enterprises (credit_code);

create function humi_copy_organisation() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.kind <> 'enterprise' then return null; end if;
  insert into enterprises (org_id, name, credit_code, division_code, path, org_state)
  values (new.id, new.name, new.credit_code, new.division_code, new.path, new.state)
  on conflict (org_id) do update set name = excluded.name, credit_code = excluded.credit_code,
    division_code = excluded.division_code, path = excluded.path, org_state = excluded.org_state;
  return null;
end $$;
create trigger enterprises_copy after insert or update of name, credit_code, division_code, path, state, kind on organisations
  for each row execute function humi_copy_organisation();

-- People of a firm (C21): with or without an account. A member who leaves stays as a row.
create table members (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  person_id uuid references people (id),
  name text not null,
  phone text,
  department text,
  post text,
  -- How near the post is to secrets: none, contact (may meet them), core.
  access text not null default 'none' check (access in ('none', 'contact', 'core')),
  officer boolean not null default false,
  entered_on date,
  left_on date,
  state text not null default 'active' check (state in ('active', 'leaving', 'left')),
  version integer not null default 1
);
create index members_org on members (org_id, state, name);
create unique index members_person on members (org_id, person_id) where person_id is not null;
