-- Electronic evidence in custody (C45). Whoever ever had it sees it: a dated share (noun `exhibit`) an organisation.
create table exhibits (
  id uuid primary key,
  -- The organisation that took it, within which it is numbered; and the one that has it now.
  org_id uuid not null references organisations (id),
  keeper_org uuid not null references organisations (id),
  -- While it is moved to an organisation of the directory, or to somebody outside of it.
  moving_to uuid references organisations (id),
  moving_to_name text,
  programme_id uuid references programmes (id),
  year integer not null,
  number integer not null,
  name text not null,
  kind text not null check (kind in ('device', 'medium', 'files', 'mailbox', 'image', 'other')),
  taken_from text not null,
  place text not null,
  case_no text,
  -- The first digests of its content: what every later check is compared with.
  content_name text,
  size bigint,
  sha256 text,
  sm3 text,
  seal_no text,
  state text not null default 'registered'
    check (state in ('registered', 'taken', 'sealed', 'opened', 'moved', 'released', 'discarded')),
  created_at timestamptz not null,
  version integer not null default 1,
  unique (org_id, year, number)
);
create index exhibits_keeper on exhibits (keeper_org, state);
create index exhibits_moving on exhibits (moving_to) where moving_to is not null;

-- Numbers without gaps: the row's lock lets one registration of an organisation at a time take the next.
create table exhibit_numbers (
  org_id uuid not null references organisations (id),
  year integer not null,
  last integer not null,
  primary key (org_id, year)
);

-- The record of custody: append-only, by grants and by a trigger. Names are text: they stay when people leave, and the
-- next keeper may read them.
create table custody_steps (
  id uuid primary key,
  exhibit_id uuid not null references exhibits (id),
  no integer not null,
  act text not null check (act in ('take', 'seal', 'hash', 'move', 'receive', 'unseal', 'release')),
  at timestamptz not null,
  org_id uuid not null references organisations (id),
  person_id uuid not null references people (id),
  person_name text not null,
  operator text,
  second_person text,
  place text,
  device text,
  tool text,
  method text,
  content_name text,
  size bigint,
  sha256 text,
  sm3 text,
  equal boolean,
  seal_no text,
  seal_intact boolean,
  to_org uuid references organisations (id),
  to_name text,
  to_person text,
  reason text,
  note text,
  file_id uuid references files (id),
  deposit_id uuid not null,
  unique (exhibit_id, no)
);
create function refuse_change_of_custody() returns trigger language plpgsql as
$$ begin raise exception 'the record of custody is append-only'; end $$;
create trigger custody_steps_append_only before update or delete or truncate on custody_steps
  for each statement execute function refuse_change_of_custody();

-- Who has custody lets the next keeper see it. The share is made here, because a policy of `shares` that asked exhibits
-- would ask itself. Only the present keeper may.
create function humi_share_exhibit(exhibit uuid, organisation uuid, day date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from exhibits where id = exhibit and keeper_org = nullif(current_setting('humi.org', true), '')::uuid) then
    raise exception 'only the keeper shares an exhibit' using errcode = '42501';
  end if;
  insert into shares (noun, row_id, org_id, from_on) values ('exhibit', exhibit, organisation, day)
  on conflict (org_id, noun, row_id) do nothing;
end $$;

-- An organisation that still keeps evidence is not closed: somebody must answer for it.
create or replace function humi_organisation_uses(organisation uuid) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return jsonb_build_object(
    'posts', (select count(*) from posts where org_id = organisation and (to_on is null or to_on >= (now() at time zone 'Asia/Shanghai')::date)),
    'programmes', (select count(*) from programmes where org_id = organisation),
    'running', (select count(*) from programmes where org_id = organisation and state = 'running'),
    'exhibits', (select count(*) from exhibits where (keeper_org = organisation or moving_to = organisation)
      and state in ('taken', 'sealed', 'opened', 'moved')));
end $$;
