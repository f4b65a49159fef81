-- People of a firm and what they sign (C21). Everything here is the firm's alone; the region knows counts.
alter table members add column number text;
-- How the person belongs to the firm: interns, agency staff and contractors are covered the same way (D11).
alter table members add column kind text not null default 'employee'
  check (kind in ('employee', 'intern', 'agency', 'contractor'));
alter table members add column created_at timestamptz not null default now();

-- Ways into a firm for somebody who has an account already: taken by that person, signed in, once.
create table member_links (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  member_id uuid not null references members (id),
  token_hash text not null,
  role text not null check (role in ('enterprise_officer', 'employee')),
  title text not null,
  created_by uuid not null references people (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create unique index member_links_token on member_links (token_hash);

-- Ends the posts of a person in the actor's own firm: the officer may, and nobody else's posts are in reach.
create function humi_end_posts(firm uuid, person uuid, last_day date) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  ended integer;
begin
  if firm is distinct from nullif(current_setting('humi.org', true), '')::uuid
     or not coalesce(nullif(current_setting('humi.roles', true), ''), '{}')::text[] && '{enterprise_officer}' then
    return 0;
  end if;
  update posts set to_on = last_day, version = version + 1
   where org_id = firm and person_id = person and (to_on is null or to_on > last_day);
  get diagnostics ended = row_count;
  return ended;
end $$;

-- Entry, change and exit: a list of steps with days and who (D4, D7, D8, D9, D10).
create table member_kits (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  member_id uuid not null references members (id),
  kind text not null check (kind in ('entry', 'change', 'exit')),
  state text not null default 'open' check (state in ('open', 'finished')),
  started_on date not null,
  due_on date not null,
  finished_at timestamptz,
  finished_by uuid references people (id),
  -- Why it was finished with steps left open.
  reason text,
  version integer not null default 1
);
create index member_kits_member on member_kits (member_id, started_on);
create index member_kits_open on member_kits (org_id, due_on) where state = 'open';

create table member_kit_steps (
  kit_id uuid not null references member_kits (id),
  key text not null,
  org_id uuid not null,
  position integer not null,
  state text not null default 'open' check (state in ('open', 'done', 'not_needed')),
  due_on date not null,
  done_on date,
  by_person uuid references people (id),
  note text,
  -- Answers of an interview, carriers by number, the decision on a non-compete: whatever the step asks for.
  answers jsonb not null default '{}',
  primary key (kit_id, key)
);

create table agreements (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  number integer not null,
  kind text not null
    check (kind in ('confidentiality', 'non_compete', 'entry_undertaking', 'exit_undertaking', 'partner')),
  state text not null default 'draft'
    check (state in ('draft', 'sent', 'signed', 'ended', 'ended_early', 'expired', 'discarded')),
  member_id uuid references members (id),
  person_id uuid references people (id),
  -- Who signs where it is no member: a partner firm and the person who signs for it.
  party_name text,
  party_firm text,
  from_on date,
  to_on date,
  -- Numbers of the firm's register: what is covered, never what it says.
  secrets integer[] not null default '{}',
  months integer check (months between 1 and 600),
  monthly_pay numeric(12, 2) check (monthly_pay >= 0),
  average_wage numeric(12, 2) check (average_wage >= 0),
  minimum_wage numeric(12, 2) check (minimum_wage >= 0),
  penalty numeric(14, 2) check (penalty >= 0),
  area text,
  competitors text,
  text text not null default '',
  sha256 text not null default '',
  sent_at timestamptz,
  signed_at timestamptz,
  signed_on date,
  -- `signed` here on a screen, or `paper`: signed elsewhere and entered.
  signed_how text check (signed_how in ('screen', 'paper')),
  -- A non-compete runs from the day after the person left.
  term_from date,
  term_to date,
  ended_on date,
  end_reason text,
  release_pay numeric(12, 2),
  renews uuid references agreements (id),
  created_by uuid not null references people (id),
  created_at timestamptz not null,
  version integer not null default 1,
  unique (org_id, number)
);
create index agreements_org on agreements (org_id, state, number);
create index agreements_member on agreements (member_id) where member_id is not null;
create index agreements_person on agreements (person_id, org_id) where person_id is not null;
create index agreements_ends on agreements (to_on) where state = 'signed' and to_on is not null;

-- A one-time link to sign, the code that is handed over another way, and the record of what happened at the screen.
create table signings (
  id uuid primary key,
  agreement_id uuid not null references agreements (id),
  org_id uuid not null,
  -- `link` was handed over by the officer; `account` was begun by the signed-in person.
  way text not null check (way in ('link', 'account')),
  token_hash text not null,
  code_hash text,
  tries integer not null default 0,
  pass_hash text,
  pass_until timestamptz,
  sha256 text not null,
  created_at timestamptz not null,
  created_by uuid not null references people (id),
  expires_at timestamptz not null,
  ended_at timestamptz,
  code_at timestamptz,
  read_at timestamptz,
  signed_at timestamptz,
  signer text,
  how text check (how in ('drawn', 'typed')),
  -- The strokes as an SVG path in a box of 600 by 200, or the typed name.
  drawing text,
  address text,
  agent text
);
create unique index signings_token on signings (token_hash);
create index signings_agreement on signings (agreement_id, created_at);

-- Pay of a non-compete, month by month (art. 23 of the Labour Contract Law).
create table non_compete_pays (
  id uuid primary key,
  agreement_id uuid not null references agreements (id),
  org_id uuid not null,
  position integer not null,
  due_on date not null,
  amount numeric(12, 2) not null,
  paid_on date,
  paid numeric(12, 2),
  note text,
  state text not null default 'due' check (state in ('due', 'paid', 'dropped')),
  version integer not null default 1,
  unique (agreement_id, position)
);
create index non_compete_pays_due on non_compete_pays (org_id, due_on) where state = 'due';

-- What members are to read and learn, with a short test, and who has.
create table learnings (
  id uuid primary key,
  org_id uuid not null references organisations (id),
  number integer not null,
  title text not null,
  text text not null,
  sha256 text not null,
  -- The policy in force whose receipts are collected (art. 4 of the Labour Contract Law).
  document_id uuid references documents (id),
  questions jsonb not null default '[]',
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'closed')),
  created_by uuid not null references people (id),
  created_at timestamptz not null,
  version integer not null default 1,
  unique (org_id, number)
);

create table learning_answers (
  learning_id uuid not null references learnings (id),
  member_id uuid not null references members (id),
  org_id uuid not null,
  person_id uuid references people (id),
  -- `passed`: the test was answered well enough, and the text is not confirmed yet.
  state text not null default 'asked' check (state in ('asked', 'passed', 'confirmed')),
  -- How often the test was answered, and how many answers were right the last time.
  tries integer not null default 0,
  right_answers integer,
  confirmed_at timestamptz,
  primary key (learning_id, member_id)
);
create index learning_answers_person on learning_answers (person_id, org_id);
create index learning_answers_member on learning_answers (member_id) where person_id is null;
create index learnings_document on learnings (document_id) where document_id is not null;

-- Somebody who gets an account has what was asked of them before: agreements to sign, texts to confirm, with their days.
create function humi_member_account() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update agreements set person_id = new.person_id where member_id = new.id and person_id is null;
  update deadlines d set person_id = new.person_id from agreements a
   where a.member_id = new.id and d.noun = 'agreement' and d.row_id = a.id and d.kind = 'agreement.sign' and d.person_id is null;
  insert into deadlines (id, noun, row_id, kind, org_id, person_id, path, title, due_on)
  select gen_random_uuid(), 'learning', l.id, 'learning.' || new.id, l.org_id, new.person_id, '', '第' || l.number || '号学习待确认', l.due_on
    from learning_answers w join learnings l on l.id = w.learning_id
   where w.member_id = new.id and w.person_id is null and w.state <> 'confirmed' and l.state = 'open'
  on conflict (noun, row_id, kind) do nothing;
  update learning_answers set person_id = new.person_id where member_id = new.id and person_id is null;
  return null;
end $$;
revoke all on function humi_member_account() from public;
create trigger member_account after update of person_id on members
  for each row when (old.person_id is null and new.person_id is not null) execute function humi_member_account();

create function count_agreement(day date, place text, programme uuid, narrowed boolean)
returns table (noun text, row_id uuid, title text, on_day date, org_id uuid, hit boolean)
language sql stable as $$
  -- Counts alone: a row names the firm and how many, never a person or what is covered.
  select 'organisation'::text, o.id, o.name, g.signed_on, o.id, true
    from agreements g join organisations o on o.id = g.org_id
   where o.path ~>=~ place and o.path ~<~ (place || '~') and g.signed_on <= day
     and (g.ended_on is null or g.ended_on > day) and (g.to_on is null or g.to_on >= day)
     and g.state in ('signed', 'ended', 'ended_early', 'expired') and o.state = 'active'
$$;
comment on function count_agreement is '范围内企业已签订且当日有效的协议、承诺书份数';
