-- A firm's policies, agreements, forms and letters (C18, C21, C22, C25), written from templates (content/documents).
create table documents (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  template text not null,
  template_version integer not null,
  kind text not null check (kind in ('policy', 'agreement', 'form', 'letter', 'plan', 'record')),
  title text not null,
  -- What the firm calls this copy, where it has several: a partner, a department.
  label text,
  size text not null check (size in ('small', 'medium', 'large')),
  -- What was filled in: never a secret, entries of the register by number only (domain/documents/rules.ts).
  fields jsonb not null default '{}',
  -- Values of the dated rule rows that the text rests on, as they stood when it was last made: key → value.
  rules jsonb not null default '{}',
  rules_on date not null,
  state text not null default 'draft' check (state in ('draft', 'adopting', 'in_force', 'replaced', 'discarded')),
  replaces uuid references documents (id),
  -- The firm's own edited .docx, or the exact text that was adopted.
  file_id uuid references files (id),
  own_file boolean not null default false,
  sha256 text,
  adopted_on date,
  review_on date,
  reason text,
  created_by uuid not null references people (id),
  created_at timestamptz not null default now(),
  edited_at timestamptz not null default now(),
  version integer not null default 1
);
create index documents_org on documents (org_id, state, edited_at desc);
create index documents_plans on documents (org_id, adopted_on) where template = 'protection-plan';

-- What labour law asks for before and after staff rules are adopted; skipped only with a reason.
create table document_steps (
  document_id uuid not null references documents (id),
  step text not null check (step in ('discuss', 'consult', 'announce', 'sign')),
  org_id uuid not null,
  done_on date not null,
  skipped boolean not null default false,
  note text not null,
  by_person uuid not null references people (id),
  at timestamptz not null,
  primary key (document_id, step)
);

create function count_protection_plan(day date, place text, programme uuid, narrowed boolean)
returns table (noun text, row_id uuid, title text, on_day date, org_id uuid, hit boolean)
language sql stable as $$
  select 'enterprise'::text, e.org_id, e.name, min(d.adopted_on), e.org_id, true
    from documents d join enterprises e on e.org_id = d.org_id
   where d.template = 'protection-plan' and d.adopted_on <= day and d.state in ('in_force', 'replaced')
     and e.org_state = 'active' and starts_with(e.path, place)
   group by e.org_id, e.name
$$;
comment on function count_protection_plan is '范围内已确认保护方案的企业，每家计一份';
