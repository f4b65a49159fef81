-- The bad day (C22, C23): incidents and rehearsals, sealed; parts of readiness that are missing, as tasks; packages made.
create table leaks (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  number integer not null,
  kind text not null check (kind in ('rehearsal', 'suspected', 'confirmed')),
  state text not null default 'open' check (state in ('open', 'contained', 'closed')),
  found_at timestamptz not null,
  contained_at timestamptz,
  closed_at timestamptz,
  -- Entries of the register that are concerned, by id; what happened to them is sealed.
  secrets uuid[] not null default '{}',
  -- step → {"at": instant, "by": person}
  steps jsonb not null default '{}',
  latest integer not null default 0,
  readers uuid[] not null default '{}',
  created_by uuid not null references people (id),
  created_at timestamptz not null default now(),
  version integer not null default 1,
  unique (org_id, number)
);

create table leak_versions (
  leak_id uuid not null references leaks (id),
  version integer not null,
  org_id uuid not null,
  ciphertext bytea not null,
  sha256 text not null,
  sm3 text not null,
  size integer not null,
  by_person uuid not null references people (id),
  at timestamptz not null,
  primary key (leak_id, version)
);

-- What is missing before a complaint about one secret could be shown: the part, never the reason.
create table preparations (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  secret_id uuid not null references secrets (id),
  part text not null check (part in ('point', 'origin', 'measures', 'access', 'similarity', 'loss')),
  state text not null default 'open' check (state in ('open', 'done', 'dropped')),
  due_on date not null,
  done_on date,
  created_at timestamptz not null default now(),
  version integer not null default 1
);
create unique index preparations_open on preparations (secret_id, part) where state = 'open';
create index preparations_org on preparations (org_id, state, due_on);

-- A package of a case as it left the browser: its digests, so that it can be shown later what was handed over.
create table leak_packages (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  leak_id uuid references leaks (id),
  secrets uuid[] not null default '{}',
  items integer not null,
  size bigint not null,
  sha256 text not null,
  sm3 text not null,
  made_by uuid not null references people (id),
  made_at timestamptz not null
);
create index leak_packages_org on leak_packages (org_id, made_at desc);
