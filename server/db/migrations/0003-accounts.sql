-- What proves who a person is. Only humi_gate reads these tables; requests cannot.
create table credentials (
  person_id uuid primary key references people (id),
  password_hash text,
  password_failures integer not null default 0,
  totp_secret text,
  totp_confirmed_at timestamptz,
  totp_failures integer not null default 0,
  totp_last_step bigint not null default 0,
  locked_until timestamptz,
  changed_at timestamptz not null default now()
);

create table sessions (
  id uuid primary key,
  token_hash text not null,
  person_id uuid not null references people (id),
  post_id uuid references posts (id),
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  address text not null default '',
  agent text not null default ''
);
create unique index sessions_token on sessions (token_hash);
create index sessions_person on sessions (person_id);

create table invitations (
  id uuid primary key,
  token_hash text not null,
  kind text not null check (kind in ('set_up', 'invite', 'reset')),
  person_id uuid references people (id),
  created_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create unique index invitations_token on invitations (token_hash);

create table home_visits (
  person_id uuid not null references people (id),
  org_id uuid not null references organisations (id),
  seen_at timestamptz not null,
  primary key (person_id, org_id)
);

-- Opens a request: from the hash of a session token to the actor, and the settings that row policies read.
-- One round trip with `begin`. Returns null for a session that is unknown, ended, idle or of a person who left.
create function humi_open(token text, instant timestamptz) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s record;
  day date := (instant at time zone 'Asia/Shanghai')::date;
  administrator boolean;
  oversees boolean;
  below text;
  mine uuid[] := '{}';
  idle_minutes integer;
begin
  -- The caller's program, not a person: `key:` cannot begin the hash of a session.
  if starts_with(token, 'key:') then return humi_open_key(substr(token, 5), instant); end if;
  -- A closed organisation acts no more: its people keep their sessions, but neither it nor its roles. Administrators
  -- act for the installation and stay.
  select se.id, se.person_id, se.post_id, se.seen_at, p.name as person_name, o.id as org_id, po.title,
         case when o.id is not null or po.roles && array['system_administrator', 'security_administrator', 'audit_administrator']
           then po.roles end as roles, o.kind as org_kind, o.name as org_name, o.path, o.division_code
    into s
    from sessions se
    join people p on p.id = se.person_id and p.state = 'active'
    left join posts po on po.id = se.post_id and po.person_id = p.id
      and po.from_on <= day and (po.to_on is null or po.to_on >= day)
    left join organisations o on o.id = po.org_id and o.state = 'active'
   where se.token_hash = token and se.revoked_at is null and se.expires_at > instant;
  if not found then return null; end if;
  if s.seen_at < instant - interval '1 minute' then
    -- The rule row in force says after how many minutes, of which there is at least one, an idle session ends.
    select (r.value #>> '{}')::integer into idle_minutes from rule_rows r where r.key = 'session_idle'
       and (r.in_force_from is null or r.in_force_from <= day) and (r.in_force_to is null or r.in_force_to >= day)
     order by r.in_force_from desc nulls last limit 1;
    if s.seen_at <= instant - make_interval(mins => coalesce(idle_minutes, 30)) then return null; end if;
    update sessions set seen_at = instant where id = s.id;
  end if;
  administrator := coalesce(s.roles, '{}') && array['system_administrator', 'security_administrator', 'audit_administrator'];
  oversees := s.roles && array['programme_officer', 'leader', 'superior_officer']
    and s.org_kind in ('market_regulation', 'leading_office', 'government');
  if not administrator and s.org_id is not null then
    select coalesce(array_agg(row_id), '{}') into mine from shares
     where org_id = s.org_id and noun = 'programme'
       and (from_on is null or from_on <= day) and (to_on is null or to_on >= day);
  end if;
  -- Who oversees a place follows its own programmes without being named in each: the county's leader, for one.
  if oversees and not administrator then
    mine := mine || array(select p.id from programmes p where p.path = s.path and p.id <> all (mine));
  end if;
  below := case when not administrator and oversees then s.path else '!' end;
  perform set_config('humi.person', s.person_id::text, true),
          set_config('humi.org', case when administrator or s.org_id is null then '' else s.org_id::text end, true),
          set_config('humi.below', below, true),
          set_config('humi.programmes', mine::text, true),
          set_config('humi.roles', coalesce(s.roles, '{}')::text, true);
  return jsonb_build_object('session', s.id, 'person', s.person_id, 'personName', s.person_name, 'post', s.post_id,
    'title', s.title, 'organisation', s.org_id, 'organisationName', s.org_name, 'organisationKind', s.org_kind,
    'path', coalesce(s.path, ''), 'below', below, 'division', s.division_code, 'roles', to_jsonb(coalesce(s.roles, '{}')),
    'totp', exists (select 1 from credentials where person_id = s.person_id and totp_confirmed_at is not null)
      or exists (select 1 from installation where key = 'demo' and value = 'on'));
end $$;
