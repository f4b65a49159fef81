-- Risk assessment (C17, C24): versioned forms as data, filled forms, and what weak answers became.
create table forms (
  id uuid primary key,
  key text not null,
  version integer not null,
  title text not null,
  -- Whose form: null is the product's default; a region's own is offered below its path.
  org_id uuid references organisations (id),
  path text not null default '',
  state text not null default 'draft' check (state in ('draft', 'published', 'withdrawn')),
  -- Dimensions, items, weights, key items, size profiles: domain/forms/schema.ts.
  content jsonb not null,
  created_by uuid,
  published_at timestamptz,
  edited integer not null default 1,
  unique (key, version)
);

create table assessments (
  id uuid primary key,
  enterprise_id uuid not null references organisations (id),
  division_code text not null,
  path text not null,
  form_id uuid not null references forms (id),
  profile text not null check (profile in ('micro', 'standard')),
  industry text,
  size text,
  state text not null default 'draft' check (state in ('draft', 'finished', 'discarded')),
  -- Who fills it: the firm, an officer on site, a sheet sent out, somebody with a link.
  mode text not null check (mode in ('self', 'officer', 'sheet', 'link')),
  filled_org uuid not null references organisations (id),
  filled_by uuid references people (id),
  -- item → {"answer": 0 | 0.5 | 1 | "na", "reason"?: text, "supported"?: true, "source"?: {...}}
  answers jsonb not null default '{}',
  score numeric(5, 1),
  grade text check (grade in ('A', 'B', 'C', 'D')),
  key_missing integer,
  classes smallint[] not null default '{}',
  missed text[] not null default '{}',
  answered integer not null default 0,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  finished_on date,
  retest_on date,
  version integer not null default 1
);
create index assessments_enterprise on assessments (enterprise_id, started_at desc);
create index assessments_place on assessments (path text_pattern_ops, finished_on) where state = 'finished';

-- What the firm writes beside an answer stays with the firm, and with the office whose officer wrote it on site.
create table assessment_notes (
  assessment_id uuid not null references assessments (id),
  item text not null,
  org_id uuid not null references organisations (id),
  note text not null,
  version integer not null default 1,
  primary key (assessment_id, item, org_id)
);

create table remedies (
  id uuid primary key,
  enterprise_id uuid not null references organisations (id),
  path text not null,
  assessment_id uuid not null references assessments (id),
  form_id uuid not null references forms (id),
  item text not null,
  key_item boolean not null default false,
  answer numeric(2, 1) not null,
  -- The key of the text at hand (content/documents), where one fits.
  document text,
  owner_member uuid references members (id),
  due_on date,
  state text not null default 'open' check (state in ('open', 'done', 'dropped')),
  done_on date,
  note text,
  created_at timestamptz not null default now(),
  version integer not null default 1
);
create index remedies_enterprise on remedies (enterprise_id, state, due_on);
create unique index remedies_open on remedies (enterprise_id, item) where state = 'open';
