-- Keys with which a program of an organisation deposits evidence. Only the hash of a key is kept.
create table access_keys (
  id uuid primary key,
  token_hash text not null unique,
  org_id uuid not null references organisations (id),
  -- Who answers for what the program does: the key ends with this post.
  issued_by uuid not null references people (id),
  post_id uuid not null references posts (id),
  name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  seen_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid references people (id),
  reason text
);
create index access_keys_org on access_keys (org_id, id desc);
create unique index access_keys_name on access_keys (org_id, name) where revoked_at is null;

-- As humi_open, for the hash of a key: null when it is unknown, revoked or expired, when the person who issued it left
-- that post, or when the organisation closed. Row policies see the organisation itself, nothing below or shared.
create function humi_open_key(hash text, instant timestamptz) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  k record;
  day date := (instant at time zone 'Asia/Shanghai')::date;
begin
  select a.id, a.seen_at, p.id as person_id, p.name as person_name, po.id as post_id, po.title, po.roles,
         o.id as org_id, o.name as org_name, o.kind as org_kind, o.path, o.division_code
    into k
    from access_keys a
    join people p on p.id = a.issued_by and p.state = 'active'
    join posts po on po.id = a.post_id and po.person_id = p.id and po.org_id = a.org_id
      and po.from_on <= day and (po.to_on is null or po.to_on >= day)
    join organisations o on o.id = a.org_id and o.state = 'active'
   where a.token_hash = hash and a.revoked_at is null and a.expires_at > instant;
  if not found then return null; end if;
  if k.seen_at is null or k.seen_at < instant - interval '1 minute' then
    update access_keys set seen_at = instant where id = k.id;
  end if;
  perform set_config('humi.person', k.person_id::text, true), set_config('humi.org', k.org_id::text, true),
          set_config('humi.below', '!', true), set_config('humi.programmes', '{}', true), set_config('humi.roles', '{}', true);
  return jsonb_build_object('session', k.id, 'key', k.id, 'keyRoles', to_jsonb(k.roles), 'person', k.person_id,
    'personName', k.person_name, 'post', k.post_id, 'title', k.title, 'organisation', k.org_id,
    'organisationName', k.org_name, 'organisationKind', k.org_kind, 'path', k.path, 'below', '!', 'division', k.division_code,
    'roles', '[]'::jsonb, 'totp', false);
end $$;
