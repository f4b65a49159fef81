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
  -- A table of many firms writes their whole rows itself (server/enterprises/intake/write-firms.ts).
  if current_setting('humi.copies', true) = 'none' then return null; end if;
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

-- What plans select firms by (高新技术企业 …): data. A tag with a path is one that a region added for itself.
create table tags (
  key text primary key,
  zh text not null,
  en text not null,
  path text not null default '',
  position integer not null default 0,
  valid_from date,
  valid_to date
);

-- A one-time link with which a firm that is listed takes its own page over. Only the hash of the link is kept.
create table enterprise_invitations (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  token_hash text not null unique,
  created_by uuid not null references people (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index enterprise_invitations_org on enterprise_invitations (org_id, created_at desc);

-- A firm that asks to join. Nothing is compared with the register before an officer looks: a stranger learns nothing.
create table enterprise_applications (
  id uuid primary key,
  person_id uuid not null references people (id),
  name text not null,
  credit_code text not null,
  division_code text not null references divisions (code),
  path text not null,
  industry text,
  contact_name text not null,
  contact_phone text not null,
  note text,
  state text not null default 'asked' check (state in ('asked', 'granted', 'refused')),
  org_id uuid references organisations (id),
  reason text,
  asked_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references people (id),
  version integer not null default 1
);
create index enterprise_applications_place on enterprise_applications (path text_pattern_ops, state, asked_at);
create index enterprise_applications_person on enterprise_applications (person_id, asked_at desc);
create index enterprise_applications_code on enterprise_applications (credit_code) where state = 'asked';

-- A table of firms on its way in: rows wait in import_rows, and become firms in one transaction or not at all.
create table imports (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  path text not null,
  created_by uuid not null references people (id),
  created_at timestamptz not null,
  file_name text not null,
  file_size bigint not null,
  state text not null default 'arriving'
    check (state in ('arriving', 'arrived', 'checking', 'checked', 'applying', 'done', 'cancelled', 'failed')),
  -- Of the present step: bytes read, rows checked, rows applied.
  done bigint not null default 0,
  total bigint not null default 0,
  rows integer not null default 0,
  merged integer not null default 0,
  head_row integer,
  head text[] not null default '{}',
  -- field → column of the table, from 0.
  mapping jsonb not null default '{}',
  duplicates text not null default 'skip' check (duplicates in ('skip', 'update', 'fill')),
  added integer not null default 0,
  updated integer not null default 0,
  skipped integer not null default 0,
  problems integer not null default 0,
  reason text,
  facts jsonb not null default '{}',
  lease_until timestamptz,
  finished_at timestamptz
);
create unique index imports_open on imports (org_id)
  where state in ('arriving', 'arrived', 'checking', 'checked', 'applying');
create index imports_org on imports (org_id, created_at desc);
create index imports_work on imports (created_at) where state in ('arriving', 'checking', 'applying');

create table import_rows (
  import_id uuid not null references imports (id) on delete cascade,
  row_no integer not null,
  cells text[] not null,
  firm_id uuid,
  name text,
  credit_code text,
  division_code text,
  path text,
  -- What else the row says: industry, size, staff, tags, address, contact.
  fields jsonb,
  outcome text check (outcome in ('add', 'update', 'fill', 'skip', 'problem')),
  -- Rows that mean the same firm come in this order.
  turn integer not null default 1,
  reason text,
  facts jsonb,
  primary key (import_id, row_no)
-- Every row is written once more when it is judged: beside itself, without touching the index.
) with (fillfactor = 40);

-- Which heads meant which fields the last time: the next table of this organisation is mapped without asking.
create table import_mappings (
  org_id uuid primary key references organisations (id),
  heads jsonb not null,
  at timestamptz not null
);

create function count_contact_point(day date, place text, programme uuid, narrowed boolean)
returns table (noun text, row_id uuid, title text, on_day date, org_id uuid, hit boolean)
language sql stable as $$
  select 'enterprise'::text, e.org_id, e.name, (e.created_at at time zone 'Asia/Shanghai')::date, e.org_id, true
    from enterprises e
   where e.path ~>=~ place and e.path ~<~ (place || '~') and e.org_state = 'active' and e.contact_point
     and (e.created_at at time zone 'Asia/Shanghai')::date <= day
$$;
comment on function count_contact_point is '范围内设为联系点的在册企业';
create index enterprises_contact_point on enterprises (path text_pattern_ops) where contact_point and org_state = 'active';

-- Whom a firm may call: names and the telephone of the office and the officer that serve it, for whoever sees the firm.
create function humi_liaison(office uuid, officer uuid)
returns table (org_name text, person_name text, phone text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.name, p.name, p.phone
    from (select 1) one
    left join organisations o on o.id = office
    left join people p on p.id = officer and p.state <> 'left'
   where exists (select 1 from enterprises e
      where ((e.liaison_org = office and e.liaison_person is not distinct from officer)
          or (e.station_org = office and e.station_person is not distinct from officer))
        and (e.org_id = nullif(current_setting('humi.org', true), '')::uuid
          or e.station_org = nullif(current_setting('humi.org', true), '')::uuid
          or e.liaison_org = nullif(current_setting('humi.org', true), '')::uuid
          or starts_with(e.path, coalesce(nullif(current_setting('humi.below', true), ''), '!'))))
$$;

-- The page of one firm with what stands around it, in one call whose plans are kept; null for who may not see the firm
-- (the rule of the policy of enterprises). Past row security, which would ask it again of every row beside.
create function humi_firm_page(firm uuid) returns json
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  e enterprises%rowtype;
  me uuid := nullif(current_setting('humi.org', true), '')::uuid;
  oversees boolean;
  places json;
  place text;
  liaison json;
  station json;
  invitation json;
begin
  select * into e from enterprises x where x.org_id = firm;
  oversees := starts_with(e.path, coalesce(nullif(current_setting('humi.below', true), ''), '!'));
  if not coalesce(oversees or e.org_id = me or e.station_org = me or e.liaison_org = me, false) then return null; end if;
  select json_agg(json_build_object('code', d.code, 'name', d.name) order by d.path), max(d.name) filter (where d.code = e.division_code)
    into places, place from divisions d where d.code = any (string_to_array(e.path, '/'));
  if e.liaison_org is not null then
    select json_build_object('org_id', o.id, 'org_name', o.name, 'person_id', e.liaison_person, 'person_name', p.name, 'phone', p.phone) into liaison
      from organisations o left join people p on p.id = e.liaison_person and p.state <> 'left' where o.id = e.liaison_org;
  end if;
  if e.station_org is not null then
    select json_build_object('org_id', o.id, 'org_name', o.name, 'person_id', e.station_person, 'person_name', p.name, 'phone', p.phone) into station
      from organisations o left join people p on p.id = e.station_person and p.state <> 'left' where o.id = e.station_org;
  end if;
  if oversees then
    select json_build_object('id', i.id, 'created_at', i.created_at, 'expires_at', i.expires_at, 'used_at', i.used_at) into invitation
      from enterprise_invitations i where i.org_id = firm order by i.created_at desc limit 1;
  end if;
  return json_build_object('firm', e, 'division_name', place, 'divisions', places, 'liaison', liaison, 'station', station,
    'oversees', oversees, 'invitation', invitation);
end $$;
