-- Keys and sealed secrets (C19, C20): docs/decisions/0013. The server holds ciphertext, ids, level, state, days, counts.
create table identities (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  person_id uuid not null references people (id),
  recipient text not null,
  verify_key text not null,
  sealed bytea not null,
  passkey_sealed bytea,
  passkey_credential text,
  pins text,
  state text not null default 'asked' check (state in ('asked', 'active', 'retired')),
  created_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index identities_person on identities (org_id, person_id) where state <> 'retired';

-- The firm's list of keys, as its own people signed it. Written, never changed.
create table roll_entries (
  org_id uuid not null references organisations (id),
  seq integer not null check (seq >= 0),
  note text not null,
  person_id uuid not null references people (id),
  created_at timestamptz not null default now(),
  primary key (org_id, seq)
);

create table secrets (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  number integer not null,
  state text not null default 'draft'
    check (state in ('draft', 'proposed', 'in_force', 'suspended', 'leaked', 'declassified', 'destroyed', 'discarded')),
  level text check (level in ('core', 'important', 'ordinary')),
  latest integer not null default 0,
  classified_on date,
  -- The period ends on a day, on a condition (kept sealed), or not before it is published.
  period text check (period in ('day', 'condition', 'long')),
  period_to date,
  review_on date,
  declassified_on date,
  concealed boolean not null default false,
  files integer not null default 0,
  readers integer not null default 0,
  out_count integer not null default 0,
  created_by uuid not null references people (id),
  created_at timestamptz not null default now(),
  -- When anything of the row, its list of readers or its record changed: a client asks for what is newer.
  changed_at timestamptz not null default now(),
  version integer not null default 1,
  unique (org_id, number)
);
create index secrets_org on secrets (org_id, state, number);
create index secrets_changed on secrets (org_id, changed_at);

-- The last number that a firm gave to a secret, an incident, an agreement or a learning, locked while one is given: none twice, none left out.
create table firm_numbers (
  org_id uuid not null references organisations (id),
  noun text not null check (noun in ('secret', 'leak', 'agreement', 'learning')),
  last integer not null,
  primary key (org_id, noun)
);

-- How a firm calls its three levels.
create table secret_settings (
  org_id uuid primary key references organisations (id),
  core text not null,
  important text not null,
  ordinary text not null
);

-- Every version of a record, as an age file. Digests are those of the sealed text, which carries its own chance.
create table secret_versions (
  secret_id uuid not null references secrets (id),
  version integer not null,
  org_id uuid not null,
  ciphertext bytea not null,
  sha256 text not null,
  sm3 text not null,
  -- Bytes of the signed text; who has a stanza in the header, the recovery key among them.
  size integer not null,
  recipients integer not null,
  -- The same content for other readers.
  resealed boolean not null default false,
  by_person uuid not null references people (id),
  at timestamptz not null,
  primary key (secret_id, version)
);

-- Who is on the need-to-know list: decides who is served, not who can open.
create table secret_readers (
  secret_id uuid not null references secrets (id),
  person_id uuid not null references people (id),
  org_id uuid not null,
  since timestamptz not null,
  until timestamptz,
  primary key (secret_id, person_id, since)
);
create index secret_readers_person on secret_readers (person_id, org_id) where until is null;

-- A sealed file; its name and digest are inside the record. Parts come one after another until it is whole.
create table secret_files (
  id uuid primary key,
  secret_id uuid not null references secrets (id),
  org_id uuid not null,
  size bigint not null,
  parts integer not null,
  received integer not null default 0,
  -- CRC-32 of what arrived, for the directory of an export.
  crc bigint not null default 0,
  state text not null default 'arriving' check (state in ('arriving', 'whole', 'removed')),
  created_by uuid not null references people (id),
  created_at timestamptz not null default now()
);
create index secret_files_secret on secret_files (secret_id);

-- Where the parts lie in the file store, from 1.
create table secret_parts (
  file_id uuid not null references secret_files (id),
  number integer not null,
  org_id uuid not null,
  store_id uuid not null,
  sha256 text not null,
  primary key (file_id, number)
);

-- Acts of the life of a secret with their sealed forms: proposed by one, decided by another where two are asked for.
create table secret_steps (
  id uuid primary key,
  secret_id uuid not null references secrets (id),
  org_id uuid not null,
  kind text not null check (kind in ('classify', 'conceal', 'use', 'return', 'change', 'declassify', 'destroy', 'suspend', 'expose', 'resume', 'review', 'disclose')),
  state text not null default 'asked' check (state in ('asked', 'granted', 'refused', 'withdrawn', 'done')),
  level text,
  period text,
  period_to date,
  due_back_on date,
  returned_at timestamptz,
  form bytea,
  sha256 text,
  sm3 text,
  -- What whoever decided wrote, sealed as the form is.
  answer bytea,
  -- The use that a return ends.
  of_step uuid references secret_steps (id),
  witnesses uuid[] not null default '{}',
  asked_by uuid not null references people (id),
  asked_at timestamptz not null,
  decided_by uuid references people (id),
  decided_at timestamptz
);
create index secret_steps_secret on secret_steps (secret_id, asked_at);
create index secret_steps_open on secret_steps (org_id, state) where state = 'asked';

-- Who fetched which sealed thing, when, what for. Written by the server with the act of reading.
create table readings (
  id uuid primary key,
  org_id uuid not null,
  secret_id uuid not null references secrets (id),
  file_id uuid references secret_files (id),
  version integer,
  person_id uuid not null references people (id),
  purpose text not null check (purpose in ('work', 'review', 'handover', 'inspection', 'recovery')),
  at timestamptz not null
);
create index readings_secret on readings (secret_id, at desc);
create index readings_org on readings (org_id, at desc);

-- An export that was asked for: whoever asked fetches it within an hour.
create table secret_exports (
  id uuid primary key,
  org_id uuid not null,
  person_id uuid not null references people (id),
  at timestamptz not null
);

-- Since when a firm keeps a register, written by its own acts beside the count: the region reads these two alone.
alter table enterprises add column secrets_since date;

-- Firms of a place whose register has at least one entry in force: how many, never what (C19).
create function count_secret_register(day date, place text, programme uuid, narrowed boolean)
returns table (noun text, row_id uuid, title text, on_day date, org_id uuid, hit boolean)
language sql stable as $$
  select 'enterprise'::text, e.org_id, e.name, e.secrets_since, e.org_id, true
    from enterprises e
   where e.org_state = 'active' and e.secret_count > 0 and e.secrets_since <= day and starts_with(e.path, place)
$$;
comment on function count_secret_register is '台账中至少有一项有效商业秘密的企业；只计数，不读取内容';

create table catalogues (
  person_id uuid not null references people (id),
  org_id uuid not null,
  ciphertext bytea not null,
  at timestamptz not null,
  primary key (person_id, org_id)
);
