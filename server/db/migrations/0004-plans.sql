-- A work plan document as read. Its rows with the same programme_id are the history of that programme's text.
-- revises names the programme that a document under review would change; units holds the officer's choices of
-- organisations for the unit names of the draft: {"县公安局": [organisation ids]}.
create table plans (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  path text not null,
  file_id uuid references files (id),
  file_name text not null,
  sha256 text not null,
  format text not null,
  text text not null,
  draft jsonb not null,
  units jsonb not null default '{}',
  state text not null default 'under_review' check (state in ('under_review', 'adopted', 'discarded')),
  programme_id uuid,
  revises uuid,
  number integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  adopted_at timestamptz,
  version integer not null default 1
);
create index plans_org on plans (org_id, created_at desc);
create index plans_programme on plans (programme_id, number);
create unique index plans_same_document on plans (org_id, sha256) where state = 'under_review';
