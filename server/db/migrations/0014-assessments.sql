-- Risk assessment (C17, C24): versioned forms as data, filled forms, and what weak answers became.
create table forms (
  id uuid primary key,
  key text not null,
  version integer not null,
  title text not null,
  -- Whose form: null is the product's default; a region's own is offered below its path.
  org_id uuid references organisations (id),
  path text not null default '',
  state text not null default 'draft' check (state in ('draft', 'published', 'withdrawn', 'discarded')),
  -- Dimensions, items, weights, key items, size profiles: domain/forms/schema.ts.
  content jsonb not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  published_at timestamptz,
  edited integer not null default 1,
  unique (key, version)
);
create unique index forms_draft on forms (key) where state = 'draft';

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
  asked integer not null default 0,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  finished_on date,
  retest_on date,
  deposit_id uuid,
  version integer not null default 1
);
create index assessments_enterprise on assessments (enterprise_id, started_at desc);
create index assessments_place on assessments (path text_pattern_ops, finished_on);
-- One is filled at a time: whoever comes second goes on with what the first began.
create unique index assessments_draft on assessments (enterprise_id) where state = 'draft';

-- What somebody writes beside an answer stays with the firm, and with the office whose officer wrote it on site. Each
-- keeps the own lines, so that of two who fill one form nobody writes over the other's.
create table assessment_notes (
  assessment_id uuid not null references assessments (id),
  item text not null,
  org_id uuid not null references organisations (id),
  person_id uuid not null references people (id),
  note text not null,
  primary key (assessment_id, item, org_id, person_id)
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

create index enterprises_scored on enterprises (path text_pattern_ops, industry, size) include (score, org_id)
  where score is not null and org_state = 'active';

-- What other firms of a place reach on average, never from fewer than `fewest` firms nor than five: by section of industry,
-- by size, and of all; the smallest place around the firm that has enough of them. What stands beside each other is not to
-- be subtracted either: where one group holds another and all but a few of its firms, a wider place is taken. Past row
-- security, so it answers sums only, and only to whoever sees the firm.
create function humi_sector(enterprise uuid, fewest integer)
returns table (scope text, place text, firms bigint, average numeric)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  me enterprises%rowtype;
  my_org uuid := nullif(current_setting('humi.org', true), '')::uuid;
  my_place text := coalesce(nullif(current_setting('humi.below', true), ''), '!');
  least_firms integer := greatest(5, fewest);
  d record;
  wanted text;
  shown text[] := '{}';
  shown_paths text[] := '{}';
begin
  select * into me from enterprises e where e.org_id = enterprise
     and (e.org_id = my_org or e.station_org = my_org or e.liaison_org = my_org or starts_with(e.path, my_place));
  if me.org_id is null then return; end if;
  foreach wanted in array array['industry', 'size', 'all'] loop
    continue when wanted = 'industry' and humi_industry_section(me.industry) = '' or wanted = 'size' and me.size is null;
    for d in select v.path, v.name from divisions v where starts_with(me.path, v.path) and length(v.path) > 0 order by length(v.path) desc loop
      select wanted, d.name::text, count(*), round(avg(e.score), 1) into scope, place, firms, average from enterprises e
       where e.path ~>=~ d.path and e.path ~<~ (d.path || '~') and e.score is not null and e.org_state = 'active' and e.org_id <> enterprise
         and humi_is_alike(e, me, wanted);
      continue when firms < least_firms or exists (
        select 1 from unnest(shown, shown_paths) s(scope, path) cross join lateral (
          select count(*) filter (where here and not there) as more, count(*) filter (where there and not here) as fewer
            from (select starts_with(e.path, d.path) and humi_is_alike(e, me, wanted) as here,
                         starts_with(e.path, s.path) and humi_is_alike(e, me, s.scope) as there
                    from enterprises e where e.score is not null and e.org_state = 'active' and e.org_id <> enterprise
                     -- The shorter of the two holds the other: both stand on the way from the nation to the firm.
                     and e.path ~>=~ least(d.path, s.path) and e.path ~<~ (least(d.path, s.path) || '~')) f) apart
         where least(apart.more, apart.fewer) = 0 and greatest(apart.more, apart.fewer) between 1 and least_firms - 1);
      shown := shown || wanted;
      shown_paths := shown_paths || d.path;
      return next;
      exit;
    end loop;
  end loop;
end $$;

create function count_assessment(day date, place text, programme uuid, narrowed boolean)
returns table (noun text, row_id uuid, title text, on_day date, org_id uuid, hit boolean)
language sql stable as $$
  select 'assessment'::text, a.id, o.name, a.finished_on, a.enterprise_id, true
    from assessments a join organisations o on o.id = a.enterprise_id
   where a.path ~>=~ place and a.path ~<~ (place || '~') and a.state = 'finished' and a.finished_on <= day
$$;
comment on function count_assessment is '范围内企业已完成的风险评估，每完成一次计一份';
