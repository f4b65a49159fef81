-- Administrative divisions: dated and editable (C16 directory part). The path lists the codes from the root.
create table divisions (
  code text primary key,
  name text not null,
  kind text not null check (kind in ('nation', 'province', 'city', 'county', 'development_zone')),
  parent_code text references divisions (code),
  path text not null,
  province_code text,
  city_code text,
  valid_from date,
  valid_to date,
  version integer not null default 1
);
create index divisions_parent on divisions (parent_code, code);
create index divisions_path on divisions (path text_pattern_ops);

create table organisations (
  id uuid primary key,
  kind text not null,
  name text not null,
  short_name text,
  aliases text[] not null default '{}',
  division_code text not null references divisions (code),
  path text not null,
  superior_id uuid references organisations (id),
  credit_code text,
  industry text,
  state text not null default 'active' check (state in ('active', 'closed')),
  created_on date not null default current_date,
  version integer not null default 1
);
create unique index organisations_name on organisations (division_code, name);
create unique index organisations_credit_code on organisations (credit_code);
create index organisations_path on organisations (path text_pattern_ops);
create index organisations_kind on organisations (kind, division_code);
create index organisations_superior on organisations (superior_id);

create table people (
  id uuid primary key,
  name text not null,
  login text not null,
  phone text,
  email text,
  state text not null default 'invited' check (state in ('invited', 'active', 'left')),
  created_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index people_login on people (login);

create table posts (
  id uuid primary key,
  person_id uuid not null references people (id),
  org_id uuid not null references organisations (id),
  path text not null,
  unit text,
  title text not null,
  roles text[] not null,
  from_on date not null default current_date,
  to_on date,
  version integer not null default 1
);
create index posts_person on posts (person_id);
create index posts_org on posts (org_id);

-- What hangs on an organisation or on a division and all below it, counted over rows that the asker may not see:
-- only the counts leave. A row in use is not moved or closed under those who work with it.
create function humi_organisation_uses(organisation uuid) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return jsonb_build_object(
    'posts', (select count(*) from posts where org_id = organisation and (to_on is null or to_on >= (now() at time zone 'Asia/Shanghai')::date)),
    'programmes', (select count(*) from programmes where org_id = organisation),
    'running', (select count(*) from programmes where org_id = organisation and state = 'running'));
end $$;

create function humi_division_uses(prefix text) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return jsonb_build_object(
    'organisations', (select count(*) from organisations where starts_with(path, prefix)),
    'programmes', (select count(*) from programmes where starts_with(path, prefix)));
end $$;
