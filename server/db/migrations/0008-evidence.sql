-- The evidence register (docs/decisions/0011). Received entries wait in the inbox; sequenced ones are kept compact.
create table evidence_inbox (
  id uuid primary key,
  org_id uuid not null,
  salt bytea not null check (length(salt) = 16),
  -- First eight bytes of the content's SHA-256, signed big-endian: enough to find a deposit by its file.
  digest_prefix bigint not null,
  entry bytea not null check (length(entry) between 91 and 200)
);

-- Fixed-width columns first: a row is about 100 bytes with its header.
create table deposits (
  entry_index bigint not null,
  digest_prefix bigint not null,
  id uuid not null,
  org_id uuid not null,
  salt bytea not null
);
-- By id, which grows with the index: full pages, 31 bytes an entry. A key that began with the organisation took 90 (its
-- pages split in halves) and had to be asked once for every organisation when row security knows the id only.
alter table deposits add primary key (id);
-- Equal keys share their room: 9 bytes an entry.
create index deposits_org on deposits (org_id);
create index deposits_index on deposits using brin (entry_index) with (pages_per_range = 16);

-- What an act says of itself: the content that its entry commits to. Read as the act's row is read.
create table statements (
  deposit_id uuid primary key,
  org_id uuid not null,
  programme_id uuid,
  path text not null default '',
  noun text not null,
  row_id uuid,
  act text not null,
  at timestamptz not null,
  text text not null
);
create index statements_row on statements (noun, row_id);
create index statements_org on statements (org_id, deposit_id desc);

-- What a firm chose to note beside a file of its own; the file itself never comes here.
create table deposited_files (
  deposit_id uuid primary key,
  org_id uuid not null,
  kind text not null check (kind in ('file', 'manifest')),
  title text,
  size bigint not null,
  files integer not null default 1,
  sha256 bytea not null,
  tool text
);
create index deposited_files_org on deposited_files (org_id, deposit_id desc);

-- One row: the head of the log. Its lock orders the sequencers; the lease only keeps them out of each other's way.
create table evidence_log (
  one boolean primary key default true check (one),
  origin text not null,
  -- Who runs it, as people call it; empty until somebody says so.
  issuer text not null default '',
  size bigint not null default 0,
  published_size bigint not null default 0,
  holder text,
  lease_until timestamptz,
  -- The latest moment that a checkpoint was made at: a clock that goes back behind it is told.
  latest_at timestamptz,
  -- Set when the register must not grow: what was wrong, as the key of a sentence.
  stopped text,
  stopped_at timestamptz,
  -- The signed note that names the revoked keys, served as /log/revocations; null where none was revoked.
  revocations text
);

-- Entries whose order is fixed and whose tiles may not be written yet; forgotten when they are published.
create table evidence_batches (
  from_index bigint primary key,
  size integer not null,
  entries bytea not null
);
alter table evidence_batches alter column entries set storage external;

create table checkpoints (
  size bigint primary key,
  root bytea not null check (length(root) = 32),
  -- The signed note with the log's own signatures; co-signatures are kept apart, line by line.
  note text not null,
  at timestamptz not null,
  cosignatures text[] not null default '{}'
);
create index checkpoints_at on checkpoints (at);
create index checkpoints_cosigned on checkpoints (size) where cosignatures <> '{}';

create table log_keys (
  vkey text primary key,
  kind text not null check (kind in ('ed25519', 'sm2')),
  from_size bigint not null,
  to_size bigint,
  created_at timestamptz not null,
  revoked_at timestamptz,
  -- Of a stolen key: checkpoints up to this size are still believed, with an outsider's word for their time.
  effective_size bigint,
  reason text
);

create table witnesses (
  id uuid primary key,
  name text not null,
  vkey text not null unique,
  url text not null,
  state text not null check (state in ('active', 'closed')),
  size bigint not null default 0,
  seen_at timestamptz,
  failing_since timestamptz,
  failure text,
  version integer not null default 1
);

create table authorities (
  id uuid primary key,
  name text not null,
  url text not null,
  certificates text not null,
  every_minutes integer not null check (every_minutes between 1 and 10080),
  state text not null check (state in ('active', 'closed')),
  seen_at timestamptz,
  failing_since timestamptz,
  failure text,
  version integer not null default 1
);

-- A proof names an authority and holds its certificates under that name.
create unique index authorities_name on authorities (name);
create unique index authorities_url on authorities (url) where state = 'active';

-- RFC 3161: asked for, then held. Exactly one of checkpoint, deposit, former token is stamped.
create table time_tokens (
  id uuid primary key,
  authority_id uuid not null references authorities (id),
  checkpoint_size bigint,
  deposit_id uuid,
  -- Whose deposit: its key begins with the organisation.
  org_id uuid,
  renews uuid references time_tokens (id),
  state text not null check (state in ('waiting', 'held')),
  token bytea,
  stamped_at timestamptz,
  -- The end of the signer's certificate: before it the token must be renewed.
  expires_at timestamptz,
  -- Bits of the hash that was stamped: a weaker one than the setting asks for is renewed too.
  bits integer,
  asked_at timestamptz not null,
  attempts integer not null default 0,
  next_at timestamptz not null,
  failure text,
  check (num_nonnulls(checkpoint_size, deposit_id, renews) = 1),
  check ((deposit_id is null) = (org_id is null))
);
create index time_tokens_waiting on time_tokens (next_at) where state = 'waiting';
-- Asked twice, stamped once.
create unique index time_tokens_checkpoint on time_tokens (checkpoint_size, authority_id) where checkpoint_size is not null;
create unique index time_tokens_deposit on time_tokens (deposit_id, authority_id) where deposit_id is not null;
create unique index time_tokens_renews on time_tokens (renews) where renews is not null;

-- What the register noticed that somebody must look at. Kept after it ended.
create table evidence_alarms (
  id uuid primary key,
  at timestamptz not null,
  kind text not null,
  data jsonb not null default '{}',
  ended_at timestamptz
);
create unique index evidence_alarms_open on evidence_alarms (kind, (data ->> 'about')) where ended_at is null;

-- Days of the event table as they were when they were deposited; a later count that differs shows a rewritten record.
create table event_days (
  day date primary key,
  events bigint not null,
  sha256 text not null,
  deposit_id uuid not null,
  checked_at timestamptz,
  changed_at timestamptz
);

-- The act, in one round trip with its event: one call of the door writes both.
create view evidence_deposits with (security_invoker = true) as
  select id, org_id, salt, digest_prefix, null::bigint as entry_index, entry from evidence_inbox
  union all
  select id, org_id, salt, digest_prefix, entry_index, null::bytea from deposits;

-- Takes or renews the lease. True when `who` may sequence now.
create function humi_lease(who text, seconds integer) returns boolean
language sql set search_path = public, pg_temp as $$
  with mine as (update evidence_log set holder = who, lease_until = clock_timestamp() + make_interval(secs => seconds)
    where (holder is null or holder = who or lease_until < clock_timestamp()) and stopped is null returning 1)
  select exists (select 1 from mine);
$$;

-- Fixes the order of at most `most` received entries. Answers how many. The lock of the one row lets one at a time in;
-- the order inside a batch is that of the ids (UUIDv7: by time), and no index is given twice.
create function humi_sequence(who text, most integer) returns integer
language plpgsql set search_path = public, pg_temp as $$
declare
  head evidence_log;
  n integer;
  blob bytea;
begin
  select * into head from evidence_log for update;
  if head.holder is distinct from who or head.stopped is not null then return 0; end if;
  with taken as (delete from evidence_inbox where id in (select id from evidence_inbox order by id limit most) returning *),
  numbered as (select taken.*, row_number() over (order by id) - 1 as place from taken),
  kept as (insert into deposits (entry_index, digest_prefix, id, org_id, salt)
    select head.size + place, digest_prefix, id, org_id, salt from numbered order by place)
  select count(*), string_agg(int2send(length(entry)::int2) || entry, '' order by place) into n, blob from numbered;
  if n = 0 then return 0; end if;
  insert into evidence_batches (from_index, size, entries) values (head.size, n, blob);
  update evidence_log set size = head.size + n;
  return n;
end $$;

-- Publishes: the tiles up to `to_size` are durable. Refuses (false) when somebody published as far already.
create function humi_publish(who text, to_size bigint, tree_root bytea, signed text, instant timestamptz) returns boolean
language plpgsql set search_path = public, pg_temp as $$
declare head evidence_log;
begin
  select * into head from evidence_log for update;
  if head.holder is distinct from who or head.stopped is not null or to_size > head.size or to_size < head.published_size then return false; end if;
  insert into checkpoints (size, root, note, at) values (to_size, tree_root, signed, instant) on conflict (size) do nothing;
  update evidence_log set published_size = to_size, latest_at = greatest(latest_at, instant);
  delete from evidence_batches where from_index + size <= to_size;
  return true;
end $$;

-- Gives waiting deposits back the places that they have in the published tiles: `entries` stand there from `first` on. For
-- a database from an older backup; places that it knows are never given again. Answers how many were found.
create function humi_place(first bigint, entries bytea[]) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare n integer;
begin
  if first < (select size from evidence_log) then raise exception 'place % is taken', first; end if;
  with published as (select entry, first + at - 1 as place from unnest(entries) with ordinality as e (entry, at)),
  taken as (delete from evidence_inbox i using published p where i.entry = p.entry returning i.*, p.place)
  insert into deposits (entry_index, digest_prefix, id, org_id, salt)
    select place, digest_prefix, id, org_id, salt from taken order by place;
  get diagnostics n = row_count;
  return n;
end $$;

-- The head of the log is that of the published tiles again, and it may grow.
create function humi_restore(to_size bigint, tree_root bytea, signed text, instant timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into checkpoints (size, root, note, at) values (to_size, tree_root, signed, instant) on conflict (size) do nothing;
  delete from evidence_batches where from_index + size <= to_size;
  update evidence_log set size = greatest(size, to_size), published_size = greatest(published_size, to_size),
    latest_at = greatest(latest_at, instant), stopped = null, stopped_at = null, holder = null, lease_until = null;
$$;

-- Two numbers for the public monitor page, past row security: how many wait, and how long publishing takes.
create function humi_inbox_size() returns bigint
language sql stable security definer set search_path = public, pg_temp as $$ select count(*) from evidence_inbox $$;

-- Milliseconds from the moment of an act (its id tells it) to the checkpoint that covers it, over those of the
-- newest thousand entries that are published and of the hour before the newest checkpoint. What the first checkpoint
-- covers waited for the register to be opened (a demonstration fills it before), which says nothing of how it publishes.
-- Anybody asks for it: the thousand are found by id and only then anything is computed, whatever the register's size.
create function humi_evidence_delays() returns table (p50 integer, p99 integer)
language sql stable security definer set search_path = public, pg_temp as $$
  with newest as materialized (select entry_index, id from deposits order by id desc limit 1000),
  told as materialized (
    select entry_index, ('x' || lpad(left(replace(id::text, '-', ''), 12), 16, '0'))::bit(64)::bigint as at
      from newest where entry_index < (select published_size from evidence_log)
        and entry_index >= (select min(size) from checkpoints where size > 0)),
  waits as (select greatest(0, extract(epoch from c.at) * 1000 - t.at) as wait
    from told t cross join lateral (select at from checkpoints where size > t.entry_index order by size limit 1) c
   where to_timestamp(t.at / 1000.0) > (select max(at) from checkpoints) - interval '1 hour')
  select percentile_cont(0.5) within group (order by wait)::integer, percentile_cont(0.99) within group (order by wait)::integer from waits;
$$;

-- Checkpoints that no proof will ask for: after two days one an hour is enough, and every one that a time stamp names
-- stays for ever. A later checkpoint covers what an earlier one did.
create function humi_prune_checkpoints(instant timestamptz) returns bigint
language sql security definer set search_path = public, pg_temp as $$
  with gone as (delete from checkpoints c where c.at < instant - interval '2 days'
    and c.size < (select max(size) from checkpoints)
    and not exists (select 1 from time_tokens t where t.checkpoint_size = c.size)
    and exists (select 1 from checkpoints n where n.size > c.size and date_trunc('hour', n.at) = date_trunc('hour', c.at)
      and (n.cosignatures <> '{}' or c.cosignatures = '{}'))
    returning 1)
  select count(*) from gone;
$$;

-- What the door writes of every act, in the message of its commit: the event, and what the act leaves in the register.
-- It runs as its caller, under the caller's row policies; the inserts keep their plans.
create function humi_record(new_id uuid, instant timestamptz, person uuid, post uuid, organisation uuid, done text,
  about_row uuid, programme uuid, region text, facts jsonb,
  depositor uuid default null, deposits uuid[] default '{}', salts text[] default '{}', prefixes bigint[] default '{}',
  entries text[] default '{}', stated uuid[] default '{}', stated_rows uuid[] default '{}', texts text[] default '{}')
returns void language plpgsql as $$
begin
  insert into events (id, at, person_id, post_id, org_id, act, noun, row_id, programme_id, path, data)
    values (new_id, instant, person, post, organisation, done, split_part(done, '.', 1), about_row, programme, region, facts);
  if depositor is null then return; end if;
  insert into evidence_inbox (id, org_id, salt, digest_prefix, entry)
    select d, depositor, decode(s, 'hex'), p, decode(e, 'hex') from unnest(deposits, salts, prefixes, entries) as u (d, s, p, e);
  if cardinality(stated) = 0 then return; end if;
  insert into statements (deposit_id, org_id, row_id, text, programme_id, path, noun, act, at)
    select d, depositor, r, t, programme, region, split_part(done, '.', 1), done, instant
      from unnest(stated, stated_rows, texts) as u (d, r, t);
end $$;
